/** The run of `rota:<id>`: applies the passing of time to the rota, and tells its people the news. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import type { WhoIsOnCall } from '#escalation/on-call-lookup.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import type { Role, UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import type { OpenIncident } from '#messages/oncall/begins.ts'
import type { Words } from '#incidents/words.ts'
import type { PeopleService } from '#people/people-service.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { SlackPort } from '#slack-port.ts'
import type { ChannelRef, Slot, SlotState } from '#reconcile/slot.ts'
import { forgetBefore } from '#reconcile/slot-store.ts'
import { duties } from '#oncall/turns/duty.ts'
import { lastHandOvers } from '#oncall/hand-over-store.ts'
import { noticesSince } from '#oncall/notice-store.ts'
import { findRota, requireRota, rotaIdsOf } from '#oncall/oncall-store.ts'
import { nextRequestLook } from '#oncall/rota-request.ts'
import { shadowsOf } from '#oncall/shadow-store.ts'
import { requestsSince } from '#oncall/rota-request-store.ts'
import type { Policy } from '#policy/policy.ts'
import { projectRota, type RotaView } from './rota-projection.ts'
import { lookAhead, nextRotaLook } from '#oncall/rota-times.ts'
import type { RotaState } from '#oncall/turns/rota.ts'
import { keepUp } from '#oncall/upkeep-service.ts'
import { checkInFor } from '#oncall/check-in-service.ts'
import type { RotaId } from '#oncall/policy-rotas.ts'
import { rotaSettings } from '#policy/rota-settings.ts'
import { day, earliest } from '#time.ts'

export interface ShowRotaParts {
  db: Db
  clock: Clock
  slack: SlackPort
  people: Pick<PeopleService, 'findAll'>
  incidents: Pick<IncidentService, 'list' | 'load'>
  listed: Pick<WhoIsOnCall, 'at' | 'named'>
  words: Words
  tech: ChannelRef
  policy: Pick<Policy, 'limits' | 'rotas' | 'squads'>
}

/** News older than this is never looked at again. */
const remembered = 40 * day

export function createShowRota(parts: ShowRotaParts) {
  const { db, clock, slack, people, incidents, listed, words, tech } = parts
  const undoFor = parts.policy.limits.rotaUndo

  /** The owner that the policy names, while they are there. */
  async function ownerOf(trx: Db, id: string): Promise<UserId | null> {
    const { owner } = rotaSettings(parts.policy, id as RotaId)
    const { people: there } = await listed.named(trx, owner === null ? [] : [owner], '')
    return there[0]?.user ?? null
  }

  return async function showRota(id: string, run: RunContext): Promise<{ next: Date | null }> {
    if ((await findRota(db, id)) === null) return { next: null }
    await keepUp(db, id, clock.now(), ownerOf)
    const owner = dueKey('rota', id)
    const view = await look(id)
    if (view === null) return { next: null }
    let wanted: Slot[] = []
    const project = (slots: Map<string, SlotState>) => (wanted = projectRota(view, slots))
    const { next } = await reconcile(owner, async () => project, { db, slack, clock, ...run })
    const names = wanted.map((slot) => slot.name)
    await forgetBefore(db, owner, new Date(+clock.now() - remembered), names)
    const again = nextRotaLook(view.state, view.handOvers[0] ?? null, view.checkIn, view.zoneOf, view.now)
    const requests = view.requests.map((request) => nextRequestLook(request, undoFor, view.now))
    return { next: earliest([next, again, ...requests]) }
  }

  async function look(id: string): Promise<RotaView | null> {
    const now = clock.now()
    const state = await findRota(db, id)
    if (state === null) return null
    const role = state.rota.role as Role
    const handOvers = await lastHandOvers(db, id)
    const [last] = handOvers
    const requests = await requestsSince(db, id, new Date(+now - 2 * day))
    const known = await people.findAll([
      ...duties(state, now, lookAhead(now)).map((duty) => duty.user),
      ...requests.map(({ wish }) => wish.user),
    ])
    const isNews = last !== undefined && +now - +last.noticedAt < day
    return {
      state,
      now,
      handOvers,
      notices: await noticesSince(db, id, new Date(+now - 2 * day)),
      requests,
      undoFor,
      checkIn:
        last?.incoming && last.takenAt === null
          ? await checkInFor(db, state, last, last.incoming, now, ownerOf)
          : null,
      open: last?.incoming ? await openFor(last.incoming, role) : [],
      left:
        isNews && last.outgoing && last.incoming
          ? (await openFor(last.outgoing, role)).filter((one) => one.holder === last.outgoing)
          : [],
      zoneOf: (user) => known.get(user)?.timeZone ?? state.rota.timeZone,
      others: await othersOf(id, [...known.keys()]),
      standIns: last?.incoming === null ? (await listed.at(db, role, now)).map((one) => one.user) : [],
      shadows: await shadowsOf(db, [id]),
      tech,
      words,
    }
  }

  /** The other rotas of the people whose turns come. */
  async function othersOf(id: string, users: readonly UserId[]): Promise<RotaState[]> {
    const ids = (await Promise.all(users.map((user) => rotaIdsOf(db, user)))).flat()
    return Promise.all([...new Set(ids)].filter((one) => one !== id).map((one) => requireRota(db, one)))
  }

  /** The incidents this person may know of; a drill is nobody's turn. */
  async function openFor(user: UserId, role: Role): Promise<OpenIncident[]> {
    const all = (await incidents.list(user)).filter((one) => isOpen(one.status) && !one.drill)
    return Promise.all(
      all.map(async (one) => ({ ...one, holder: (await incidents.load(one.number)).roles[role] ?? null })),
    )
  }
}
