/** Changes the turns of others: at once for the rota's own people; for anybody else once one of its people allows it. */
import { randomUUID } from 'node:crypto'
import type { Db, Trx } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import { day } from '#time.ts'
import { urgencies } from '#urgency.ts'
import { changeRota, type Made, type Order } from './change-rota-service.ts'
import type { CommitRotas } from './commit-rotas-service.ts'
import type { Changed } from './oncall-views.ts'
import type { RotaGatekeeper } from './permission-service.ts'
import {
  isOfItsPeople,
  lostBy,
  mayAtOnce,
  requestState,
  requireUnanswered,
  type RotaRequest,
  type RotaWish,
  undoableUntil,
} from './rota-request.ts'
import {
  answerRequest,
  insertRequest,
  noteUndone,
  requestsSince,
  requireRequest,
} from './rota-request-store.ts'
import { override } from './turns/cover.ts'
import { enter } from './turns/founding.ts'
import { leave } from './turns/membership.ts'
import { sayRefusal } from './turns/refusal.ts'
import type { RotaState } from './turns/rota.ts'
import { comeBackInto, withoutOverride } from './turns/undo.ts'

export interface RotaRequestsParts {
  db: Db
  zoneOf(user: UserId): Promise<string>
  commits: CommitRotas
  guard: RotaGatekeeper
  /** True for people whom the policy itself lists for the rota, or names as those who may change rotas. */
  isNamedFor(user: UserId, rota: string): Promise<boolean>
  /** Milliseconds in which the people of a rota can undo what was allowed. */
  undoFor: number
}

/** Requests of one person that may wait for an answer in one rota: each is a message to everybody in it. */
const mostOpen = 3

export type RotaRequests = ReturnType<typeof createRotaRequests>

export function createRotaRequests(parts: RotaRequestsParts) {
  const { db, commits, guard, zoneOf, isNamedFor, undoFor } = parts

  /** Makes the change, or asks the rota's people first: then `asked` is true. */
  async function change(by: UserId, rota: string, wish: RotaWish, key: string): Promise<Changed> {
    await guard(by, 'others')
    const [named, zone] = [await isNamedFor(by, rota), await zoneOf(wish.user)]
    return commits.commitOne(rota, key, async (trx, state, now) => {
      const id = randomUUID()
      const order = orderFor(by, wish, id, zone)
      if (named || mayAtOnce(state, by, wish, now)) return changeRota(trx, state, order, now)
      return ask(trx, state, { id, by, at: now, wish }, order)
    })
  }

  async function ask(
    trx: Trx,
    state: RotaState,
    request: Pick<RotaRequest, 'id' | 'by' | 'at' | 'wish'>,
    order: Order,
  ): Promise<Made> {
    const { rota } = state
    const outcome = order.apply(state, request.at)
    if (!outcome.ok) throw new Refusal(sayRefusal(outcome, (user) => `<@${user}>`))
    const lately = await requestsSince(trx, rota.id, new Date(+request.at - day))
    const waiting = lately.filter((one) => one.by === request.by && requestState(one, request.at) === 'open')
    if (waiting.length >= mostOpen)
      throw new Refusal(
        `Nothing was asked: the people of ${rota.name} still have ${mostOpen} requests of yours to answer.`,
      )
    await insertRequest(trx, rota.id, request)
    await wakeRota(trx, rota.id, request.at)
    return { rota: rota.id, id: request.id, moved: [], gaps: [], asked: true }
  }

  /** Button `rota.allow`, value `<rota> <request>`; `rota.refuse` and `rota.undo` have the same value. */
  async function allow(by: UserId, rota: string, id: string, key: string): Promise<Changed> {
    const zone = await zoneOf((await requireRequest(db, rota, id)).wish.user)
    return answer(by, rota, key, async (trx, state, now) => {
      const request = await requireRequest(trx, rota, id)
      requireUnanswered(request, now)
      if (request.by === by)
        throw new Refusal('Somebody else in the rota has to allow that: it is your own wish.')
      const { wish } = request
      const lost = wish.deed === 'remove' ? lostBy(state, wish.user, now) : null
      await answerRequest(trx, id, 'allowed', by, lost, now)
      return changeRota(trx, state, orderFor(request.by, wish, id, zone), now)
    })
  }

  async function refuse(by: UserId, rota: string, id: string, key: string): Promise<Changed> {
    return answer(by, rota, key, async (trx, _, now) => {
      requireUnanswered(await requireRequest(trx, rota, id), now)
      await answerRequest(trx, id, 'refused', by, null, now)
      await wakeRota(trx, rota, now)
      return { rota, id, moved: [], gaps: [] }
    })
  }

  /** Puts things back, also for the person who was taken out. */
  async function undo(by: UserId, rota: string, id: string, key: string): Promise<Changed> {
    return answer(
      by,
      rota,
      key,
      async (trx, state, now) => {
        const request = await requireRequest(trx, rota, id)
        if (undoableUntil(request, undoFor, now) === null)
          throw new Refusal(
            'That can no longer be undone here. Change the rota itself: nothing was changed now.',
          )
        await noteUndone(trx, id, by, now)
        return changeRota(trx, state, undoing(by, request), now)
      },
      async (trx) => (await requireRequest(trx, rota, id)).wish.user === by,
    )
  }

  async function answer(
    by: UserId,
    rota: string,
    key: string,
    work: (trx: Trx, state: RotaState, now: Date) => Promise<Made>,
    mayAlso: (trx: Trx) => Promise<boolean> = async () => false,
  ): Promise<Changed> {
    await guard(by, 'own')
    const named = await isNamedFor(by, rota)
    return commits.commitOne(rota, key, async (trx, state, now) => {
      if (named || isOfItsPeople(state, by, now) || (await mayAlso(trx))) return work(trx, state, now)
      throw new Refusal(`Only people who have been in ${state.rota.name} for a day can answer that.`)
    })
  }

  return { change, allow, refuse, undo }
}

/** `zone` is that of the person it is about. */
function orderFor(by: UserId, wish: RotaWish, id: string, zone: string): Order {
  const { user } = wish
  switch (wish.deed) {
    case 'add':
      return { by, deed: 'add', apply: (state, now) => enter(state, user, now, zone) }
    case 'remove':
      return {
        by,
        deed: 'remove',
        also: [{ person: user, deed: 'remove', by, changes: [] }],
        apply: (state, now) => leave(state, user, now),
      }
    case 'override': {
      const { start, end, reason } = wish
      const apply: Order['apply'] = (state, now) => override(state, { id, user, by, reason, start, end }, now)
      return { by, deed: 'override', id, reason: reason.trim(), apply }
    }
  }
}

function undoing(by: UserId, { id, wish, answeredAt, lost }: RotaRequest): Order {
  const { user } = wish
  const apply: Order['apply'] = (state, now) => {
    switch (wish.deed) {
      case 'add':
        return leave(state, user, now)
      case 'remove':
        return comeBackInto(state, { user, at: answeredAt ?? now, ...lost }, now)
      case 'override':
        return withoutOverride(state, id, now)
    }
  }
  return { by, deed: 'undo', also: [{ person: user, deed: 'undo', by, changes: [] }], apply }
}

async function wakeRota(trx: Trx, rota: string, now: Date): Promise<void> {
  await wake(trx, dueKey('rota', rota), { at: now, urgency: urgencies.room })
}
