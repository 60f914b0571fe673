/** Carries out people's changes to rotas: one transaction each, under the rota's lock, with everybody it moves told. */
import { randomUUID } from 'node:crypto'
import type { Clock } from '#clock.ts'
import type { Trx } from '#db/database.ts'
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import { comeBack, daysAway, goAway } from './turns/absence.ts'
import { isMember } from './turns/availability.ts'
import { changeRota, type Made, type Order } from './change-rota-service.ts'
import { createCommitRotas } from './commit-rotas-service.ts'
import type { RotaOutcome } from './turns/change.ts'
import { askCover, override, takeCover } from './turns/cover.ts'
import { enter } from './turns/founding.ts'
import { leave } from './turns/membership.ts'
import type { ToldOfAct } from './notice-store.ts'
import { members, rotaIds, standIns } from './oncall-store.ts'
import type { Changed } from './oncall-views.ts'
import { createRotaRequests, type RotaRequestsParts } from './rota-requests-service.ts'
import { holds, type Range } from '#time.ts'
import { quietUntil } from './turns/meant.ts'
import type { RotaState } from './turns/rota.ts'
import { acceptSwap, declineSwap, offerSwap } from './turns/swap.ts'
import { findGaps } from './turns/timeline.ts'

export interface RotaChangesParts extends Omit<RotaRequestsParts, 'commits'> {
  clock: Clock
}

export type RotaChanges = ReturnType<typeof createRotaChanges>

export function createRotaChanges(parts: RotaChangesParts) {
  const { db, clock, zoneOf, guard } = parts
  const commits = createCommitRotas(parts)
  const { commit, commitOne, describe } = commits
  const requests = createRotaRequests({ ...parts, commits })

  async function own(by: UserId, rota: string, key: string, order: Omit<Order, 'by'>): Promise<Changed> {
    await guard(by, 'own')
    return commitOne(rota, key, (trx, state, now) => changeRota(trx, state, { ...order, by }, now))
  }

  return {
    join: (by: UserId, rota: string, key: string) =>
      zoneOf(by).then((zone) =>
        own(by, rota, key, { deed: 'join', apply: (state, now) => enter(state, by, now, zone) }),
      ),
    leave: (by: UserId, rota: string, key: string) =>
      own(by, rota, key, { deed: 'leave', apply: (state, now) => leave(state, by, now) }),
    /** Throws a Refusal for somebody who may not change a rota for others. */
    requireMayChange: (by: UserId) => guard(by, 'others'),
    add: (by: UserId, rota: string, user: UserId, key: string) =>
      requests.change(by, rota, { deed: 'add', user }, key),
    remove: (by: UserId, rota: string, user: UserId, key: string) =>
      requests.change(by, rota, { deed: 'remove', user }, key),
    override: (by: UserId, rota: string, order: Range & { user: UserId; reason: string }, key: string) =>
      requests.change(by, rota, { deed: 'override', ...order }, key),
    allow: requests.allow,
    refuse: requests.refuse,
    undo: requests.undo,

    /**
     * Notes whole days away (ISO dates, both included) in the person's zone. They hold in every rota the person is in.
     */
    async away(by: UserId, days: { first: string; last: string }, key: string): Promise<Changed[]> {
      await guard(by, 'own')
      const range = daysAway(days.first, days.last, await zoneOf(by))
      const id = randomUUID()
      const apply: Order['apply'] = (state, now) => goAway(state, id, by, range, now)
      const order: Order = { by, deed: 'away', id, told: new Map(), apply }
      const all = await rotaIds(db)
      return relevant(by, await commit(all, key, (trx, state, now) => changeRota(trx, state, order, now)))
    },

    /** Ends an absence. Without `id` it ends all that have begun or, if none has, the next one. */
    async back(by: UserId, id: string | null, key: string): Promise<Changed[]> {
      await guard(by, 'own')
      const told: ToldOfAct = new Map()
      const changed = await commit(await rotaIds(db), key, async (trx, before, now) => {
        const ended = endings(before.aways, by, id, now)
        if (ended.length === 0) return null
        const apply: Order['apply'] = (state) =>
          ended.reduce<RotaOutcome>((last, away) => (last.ok ? comeBack(last.state, away.id, now) : last), {
            ok: true,
            state,
            moved: [],
            gaps: [],
          })
        return changeRota(trx, before, { by, deed: 'back', id: ended[0]?.id ?? null, told, apply }, now)
      })
      if (changed.length === 0) throw new Refusal('You are not marked as away.')
      return relevant(by, changed)
    },

    askCover(by: UserId, rota: string, { start, end, note }: Range & { note: string }, key: string) {
      const id = randomUUID()
      return own(by, rota, key, {
        deed: 'cover',
        id,
        apply: (state, now) => askCover(state, { id, by, start, end, note: note.trim() }, now),
      })
    },
    /** Button `cover.take`, value `<rota> <cover>`. */
    takeCover: (by: UserId, rota: string, cover: string, key: string) =>
      own(by, rota, key, {
        deed: 'cover',
        id: cover,
        apply: (state, now) => takeCover(state, cover, by, now),
      }),

    /** Offers a swap. `mine` and `theirs` are the starts of the two shifts. */
    offerSwap(by: UserId, rota: string, { mine, theirs }: { mine: Date; theirs: Date }, key: string) {
      const id = randomUUID()
      return own(by, rota, key, {
        deed: 'swap',
        id,
        apply: (state, now) => offerSwap(state, { id, from: by, mine, theirs }, now),
      })
    },
    /** Button `swap.accept`, value `<rota> <swap>`; `swap.decline` has the same value. */
    acceptSwap: (by: UserId, rota: string, swap: string, key: string) =>
      own(by, rota, key, {
        deed: 'swap',
        id: swap,
        apply: (state, now) => acceptSwap(state, swap, by, now),
      }),
    declineSwap: (by: UserId, rota: string, swap: string, key: string) =>
      own(by, rota, key, { deed: 'swap', id: swap, apply: (state) => declineSwap(state, swap, by) }),

    /** Takes a time in which nobody is on call. Button `gap.take`, value `<rota> <start, ISO>`. */
    async takeGap(by: UserId, rota: string, start: Date, key: string) {
      const id = randomUUID()
      return own(by, rota, key, {
        deed: 'override',
        id,
        apply(state, now) {
          const until = state.publishedUntil ?? now
          const from = start < now ? now : start
          const gap = findGaps(state, now, until).find((each) =>
            holds(each, quietUntil(state.rota, from) ?? from),
          )
          if (!gap) throw new Refusal('Somebody is already on call then. Thank you for looking after it!')
          return override(state, { id, ...gap, user: by, by, reason: 'Nobody else was on call' }, now)
        },
      })
    },

    /** Everybody who takes turns or stands in for somebody. */
    holders: async () => [...(await members(db)), ...(await standIns(db, clock.now()))],

    /** Gives the shifts of a deactivated person to others, and tells everybody. */
    async personLeft(user: UserId): Promise<void> {
      const told: ToldOfAct = new Map()
      await commit(await rotaIds(db), null, async (trx, before, now) => {
        const covers = before.covers.some((cover) => cover.user === user && cover.end > now)
        if (!isMember(before, user) && !covers) return null
        const apply: Order['apply'] = (state) => leave(state, user, now)
        return changeRota(trx, before, { by: user, deed: 'departed', told, apply }, now)
      })
    },

    /** Gives the rest of an unconfirmed turn to this person. Needs the rota's lock. */
    standIn(trx: Trx, before: RotaState, by: UserId, until: Date, now: Date): Promise<Made> {
      const [id, reason] = [randomUUID(), 'Nobody had confirmed the hand-over']
      const apply: Order['apply'] = (state) =>
        override(state, { id, user: by, by, reason, start: now, end: until }, now)
      return changeRota(trx, before, { by, deed: 'override', id, apply }, now)
    },

    describe,
  }
}

/**
 * Keeps the rotas to tell the person about: those they are in, and those where shifts moved. An absence counts in all.
 */
function relevant(by: UserId, changed: readonly Changed[]): Changed[] {
  return changed.filter(
    ({ rota, moved }) =>
      moved.length > 0 || rota.members.some(({ user, leftAt }) => user === by && leftAt === null),
  )
}

/** The absence with that id; without one, those that have begun, or else the next. */
function endings(aways: RotaState['aways'], by: UserId, id: string | null, now: Date): RotaState['aways'] {
  const open = aways.filter((away) => away.user === by && away.end > now)
  if (id !== null) return open.filter((away) => away.id === id)
  const begun = open.filter((away) => away.start <= now)
  return begun.length > 0 ? begun : open.toSorted((a, b) => +a.start - +b.start).slice(0, 1)
}
