/** Begins, stops and passes on the climbs of groups of alerts, as their feature decides. */
import type { Trx } from '#db/database.ts'
import { isPerson } from '#incidents/actor.ts'
import type { Incident, Recorded, Role } from '#incidents/incident.ts'
import { applyReactions, type ClimbNews } from './apply-reactions.ts'
import { answered, type Climb, cancelled } from './climb.ts'
import type { Climbing, ClimbingParts } from './climbing-service.ts'
import { climbsOf, mergeClimbs, passOn } from './escalation-store.ts'
import { planFor } from './level-lookup.ts'
import { pageCanBecome } from './page.ts'
import { type Added, asSubject, takenBy } from './subject-service.ts'
import { type GroupName, groupName, type Pageable } from './subject.ts'

export type GroupClimbs = ReturnType<typeof createGroupClimbs>

export function createGroupClimbs(parts: ClimbingParts, { conclude }: Climbing) {
  /** Pages for a group that the caller has locked, unless it pages already. */
  async function pageFor(trx: Trx, group: Pageable, role: Role, now: Date): Promise<void> {
    const before = await climbsOf(trx, group.subject)
    const plan = await planFor(trx, group, [], [role], parts, now)
    const start = { do: 'start', role, by: null, reason: null, level: null } as const
    const done = applyReactions([start], group.subject, before, plan, now)
    await conclude(trx, { ...group, incident: null }, before, done, now)
  }

  /** Asks nobody any more for a group that the caller has locked. */
  async function callOff(trx: Trx, group: Pageable, now: Date): Promise<void> {
    const before = await climbsOf(trx, group.subject)
    const climbs = before.map((climb) => cancelled(climb, now))
    await conclude(trx, { ...group, incident: null }, before, { climbs, told: [] }, now)
  }

  /** A group became part of another: what is under way goes on there, or is called off where that has its own. */
  async function merge(trx: Trx, from: Pageable, into: GroupName, now: Date): Promise<void> {
    if (typeof from.subject === 'number') return
    await mergeClimbs(trx, from.subject, into)
    await callOff(trx, from, now)
  }

  return { pageFor, callOff, merge }
}

/** The climbs of a group that became an incident, as they go on there. */
export interface Carried {
  before: Climb[]
  climbs: Climb[]
  told: ClimbNews[]
  added: Added[]
  /** Roles that somebody has by it, so that nobody is looked for. */
  held: ReadonlySet<string>
}

/**
 * Passes the climbs of a group on to the incident declared from it. Roles go to those who had answered, and to a reporter
 * whom it pages: declaring is their answer.
 */
export async function carryOver(
  trx: Trx,
  incident: Incident,
  { alertGroup, actor }: Extract<Recorded, { type: 'declared' }>,
  now: Date,
): Promise<Carried> {
  const carried: Carried = { before: [], climbs: [], told: [], added: [], held: new Set() }
  if (alertGroup === undefined) return carried
  await passOn(trx, groupName(alertGroup), incident.number)
  const before = await climbsOf(trx, incident.number)
  const [told, added, held]: [ClimbNews[], Added[], Set<string>] = [[], [], new Set()]
  const climbs = before.map((climb) => {
    const isTheirs = climb.pages.some(
      ({ user, status }) => user === actor && pageCanBecome(status, 'acknowledged'),
    )
    const holder = climb.answeredBy ?? (isTheirs && isPerson(actor) ? actor : null)
    if (holder === null || climb.state === 'cancelled') return climb
    held.add(climb.role)
    added.push(...takenBy(asSubject(incident), { ...climb, state: 'climbing' }, holder, now))
    const done = answered(climb, holder, now)
    told.push(...done.news.map((news) => ({ role: climb.role, news })))
    return done.climb
  })
  return { before, climbs, told, added, held }
}
