/** What people do with rotas, and what they may ask of them. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import type { WhoIsOnCall } from '#escalation/on-call-lookup.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import type { UserId } from '#incidents/incident.ts'
import type { PeopleService } from '#people/people-service.ts'
import { urgencies } from '#urgency.ts'
import { statesOf } from '#reconcile/slot-store.ts'
import { createCalendars } from './calendar-service.ts'
import type { Asks, Changed, OwnShift, Schedule, TurnNow } from './oncall-views.ts'
import { createHandOvers } from './hand-over-service.ts'
import { members, rotaIds } from './oncall-store.ts'
import type { RotaGatekeeper } from './permission-service.ts'
import { createRotaChanges } from './rota-changes-service.ts'
import { createRotaQuestions } from './rota-questions-service.ts'
import { createTestPages } from './test-page-service.ts'
import { usergroupProblems } from './usergroup.ts'
import type { HandOverNote } from './hand-over-record.ts'
import type { Hours } from './turns/hours.ts'
import type { Range } from '#time.ts'
import type { Cover, OnCall, Rota } from './turns/rota.ts'
import type { Why } from './turns/why.ts'

/**
 * `rota` is a rota's id: `geoc`, `im` or `sem:<squad>`. `key` identifies the submission: a second one with the same key
 * changes nothing and answers the same. All throw a Refusal with words for the person.
 */
export interface OnCallService {
  rotas(): Promise<readonly Rota[]>
  /** Everything about one rota. */
  rota(rota: string): Promise<OnCall>
  /** The rotas the person is in. */
  rotasOf(user: UserId): Promise<readonly Rota[]>
  /** Every rota, now. */
  turns(): Promise<readonly TurnNow[]>
  /** When the shift began that the person has now; null for whoever is not on call. */
  shiftBegan(rota: string, user: UserId): Promise<Date | null>
  schedule(rota: string, from: Date, until: Date): Promise<Schedule>
  /** Who is on call at `at` and why, in one sentence; null when nobody is. */
  why(rota: string, at: Date): Promise<Why | null>
  /** The person's shifts and covers from now on, soonest first. */
  myShifts(user: UserId): Promise<readonly OwnShift[]>
  /** Covers the person has taken from others, from now on, soonest first. */
  myCovers(user: UserId): Promise<readonly { readonly rota: Rota; readonly cover: Cover }[]>
  asksOf(user: UserId): Promise<Asks>
  /** Absences of the person that are not over, each once although it counts in every rota. */
  awaysOf(user: UserId): Promise<readonly (Range & { readonly id: string })[]>
  /** When nobody will be on call, per rota that has members, within what is published. */
  gaps(): Promise<readonly { readonly rota: Rota; readonly gaps: readonly Range[] }[]>
  /** `month` is `YYYY-MM`, on the rota's clock; nights, weekends and holidays are the person's. */
  hours(month: string): Promise<readonly { readonly rota: Rota; readonly rows: readonly Hours[] }[]>
  /** What keeps Slack from following the rotas, in words: user groups it may not change. */
  problems(): Promise<readonly string[]>

  join(by: UserId, rota: string, key: string): Promise<Changed>
  leave(by: UserId, rota: string, key: string): Promise<Changed>
  add(by: UserId, rota: string, user: UserId, key: string): Promise<Changed>
  remove(by: UserId, rota: string, user: UserId, key: string): Promise<Changed>
  /** Whole days, ISO dates, both included, where the person lives. Holds in every rota the person is in. */
  away(by: UserId, days: { first: string; last: string }, key: string): Promise<readonly Changed[]>
  /** Ends the absence; without `id`, all that have begun or, if none has, the next one. */
  back(by: UserId, id: string | null, key: string): Promise<readonly Changed[]>
  askCover(by: UserId, rota: string, wish: Range & { note: string }, key: string): Promise<Changed>
  /** Button `cover.take`, value `<rota> <cover>`. */
  takeCover(by: UserId, rota: string, cover: string, key: string): Promise<Changed>
  /** The starts of the two shifts. */
  offerSwap(by: UserId, rota: string, wish: { mine: Date; theirs: Date }, key: string): Promise<Changed>
  /** Buttons `swap.accept` and `swap.decline`, value `<rota> <swap>`. */
  acceptSwap(by: UserId, rota: string, swap: string, key: string): Promise<Changed>
  declineSwap(by: UserId, rota: string, swap: string, key: string): Promise<Changed>
  override(
    by: UserId,
    rota: string,
    order: Range & { user: UserId; reason: string },
    key: string,
  ): Promise<Changed>
  /** What the person on call, or who has just handed over, leaves to the next. Button `handover.note`, value `<rota>`. */
  writeNote(by: UserId, rota: string, note: HandOverNote, key: string): Promise<void>
  /** The note as written so far, for filling in its form. */
  noteOf(by: UserId, rota: string): Promise<HandOverNote | null>
  /** "I'm on it." Button `handover.take`, value `<rota> <instant of the hand-over, ISO>`. */
  takeOver(by: UserId, rota: string, at: Date, key: string): Promise<void>
  /** Whoever is asked since the person on call did not answer. Button `handover.stand-in`, value as above. */
  standIn(by: UserId, rota: string, at: Date, key: string): Promise<Changed>
  /** Takes a time nobody is on call. Button `gap.take`, value `<rota> <start, ISO>`. */
  takeGap(by: UserId, rota: string, start: Date, key: string): Promise<Changed>
  /** Offers an incident's role to who is on call now. Button `handover.offer`, value `<rota> <incident>`. */
  offerIncident(by: UserId, rota: string, incident: number, key: string): Promise<void>
  /** Pages the person, and only them. */
  test(by: UserId, key: string): Promise<void>
  /** Button `test.acknowledge`, value `<test>`. */
  acknowledgeTest(by: UserId, test: string): Promise<void>

  /** The secret of the feed of one rota or, as `mine`, of all the person's own shifts; always the same until revoked. */
  calendar(by: UserId, of: string): Promise<string>
  /** The old address stops working at once. */
  revokeCalendar(by: UserId, of: string): Promise<void>
  /** The feed as iCalendar text; null for a secret that is not, or no longer, one. */
  calendarText(secret: string): Promise<string | null>

  /** Somebody was deactivated: their shifts go to others, and it is said aloud. */
  personLeft(user: UserId): Promise<void>
  /** The same for everybody who was deactivated unheard. */
  releaseDeparted(): Promise<void>
  /** Looks at every rota now. */
  wakeAll(): Promise<void>
}

export interface OnCallServiceParts {
  db: Db
  clock: Clock
  people: Pick<PeopleService, 'findAll'>
  incidents: Pick<IncidentService, 'act'>
  /** Those the policy lists. */
  listed: Pick<WhoIsOnCall, 'at'>
  guard: RotaGatekeeper
}

export function createOnCallService(parts: OnCallServiceParts): OnCallService {
  const { db, people } = parts
  async function namesOf(users: readonly UserId[]): Promise<(user: UserId) => string> {
    const known = await people.findAll(users)
    return (user) => known.get(user)?.name ?? user
  }
  const zoneOf = async (user: UserId) => (await people.findAll([user])).get(user)?.timeZone ?? 'UTC'
  const changes = createRotaChanges({ ...parts, zoneOf })
  return {
    ...createRotaQuestions({ ...parts, namesOf }),
    ...changes,
    ...createHandOvers({ ...parts, changes }),
    ...createTestPages(parts),
    ...createCalendars({ ...parts, namesOf }),
    async releaseDeparted() {
      const known = await people.findAll(await members(db))
      for (const person of known.values()) if (!person.active) await changes.personLeft(person.id)
    },
    async wakeAll() {
      const at = parts.clock.now()
      for (const key of [...(await rotaIds(db)).map((id) => dueKey('rota', id)), dueKey('oncall', 'today')])
        await wake(db, key, { at, urgency: urgencies.talk })
    },
    problems: async () => usergroupProblems(await statesOf(db, dueKey('oncall', 'today'))),
  }
}
