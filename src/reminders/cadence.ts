/** Decides what the people on an incident are to be reminded of, and from when. Pure. */
import { isPerson, peopleAmong } from '#incidents/actor.ts'
import type { Incident, Recorded, Role, UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { callsIm } from '#policy/calls-im.ts'
import type { Policy } from '#policy/policy.ts'
import { promisedIn, updateDue } from './update-due.ts'

/** Something to remind of while `cause` stays as it is. */
export interface Want {
  /** `update`, `room`, `missing`, `over`, `load`, `relief:U…`. */
  key: string
  /** A new cause makes a new reminder. */
  cause: string
  /** Null: the room. */
  person: UserId | null
  at: Date
}

export interface CadenceFacts {
  incident: Incident
  events: readonly Recorded[]
  /** The last time a person wrote in the room. */
  lastSaid: Date | null
  /** True while an incident manager is being asked for. */
  callingIm: boolean
  /** Incidents the GEOC took in their shift, this one included. */
  load: number
}

export type CadencePolicy = Pick<Policy, 'severities' | 'care'>

/** Milliseconds after taking a role in which a person is not reminded. */
const settlingIn = 10 * 60_000
/** Milliseconds before an update is due in which its writer is reminded. */
const warning = 5 * 60_000

export function wants(facts: CadenceFacts, policy: CadencePolicy): Want[] {
  if (!isOpen(facts.incident.status)) return []
  const all = [
    stakeholders(facts, policy),
    missing(facts, policy),
    room(facts, policy),
    over(facts, policy),
    load(facts, policy),
  ]
  return [...all.filter((one) => one !== null), ...relief(facts, policy)]
}

/** Lists what an open incident still lacks. */
export function lacking(
  { severity, roles }: Pick<Incident, 'severity' | 'roles'>,
  { severities }: Pick<Policy, 'severities'>,
): ('severity' | 'im')[] {
  return [
    ...(severity === null ? ['severity' as const] : []),
    ...(callsIm(severities, severity) && roles.im === undefined ? ['im' as const] : []),
  ]
}

/** The time at which a person last wrote or did something. */
function quietSince({ incident, events, lastSaid }: CadenceFacts): Date {
  const lastDone = events.findLast((event) => isPerson(event.actor))?.at ?? incident.declaredAt
  return lastSaid !== null && lastSaid > lastDone ? lastSaid : lastDone
}

function stakeholders(facts: CadenceFacts, policy: CadencePolicy): Want | null {
  const { roles, updates } = facts.incident
  const role = roles.im === undefined ? 'geoc' : 'im'
  const person = roles[role]
  const due = updateDue(facts.incident, promisedIn(policy))
  if (person === undefined || due === null) return null
  return {
    key: 'update',
    cause: String(updates.length),
    person,
    at: later(plus(due, -warning), settled(facts, role)),
  }
}

function missing(facts: CadenceFacts, policy: CadencePolicy): Want | null {
  const { roles, declaredAt } = facts.incident
  const lacks = lacking(facts.incident, policy).filter((one) => one !== 'im' || !facts.callingIm)
  const role = roles.geoc === undefined ? 'im' : 'geoc'
  const person = roles[role]
  const after = severityOf(facts, policy).askMissingAfter
  if (lacks.length === 0 || person === undefined || after === null) return null
  return { key: 'missing', cause: '', person, at: later(plus(declaredAt, after), settled(facts, role)) }
}

/** Asks a quiet room. Not before somebody has acknowledged: until then the ladder is at work. */
function room(facts: CadenceFacts, policy: CadencePolicy): Want | null {
  const every = severityOf(facts, policy).askRoomEvery
  if (facts.incident.acknowledgedAt === null || every === null) return null
  const since = quietSince(facts)
  return { key: 'room', cause: since.toISOString(), person: null, at: plus(since, every) }
}

function over(facts: CadenceFacts, policy: CadencePolicy): Want | null {
  const { roles, reporter } = facts.incident
  const after = severityOf(facts, policy).askOverAfter
  if (after === null) return null
  const since = quietSince(facts)
  const [person = null] = peopleAmong([roles.geoc, roles.im, reporter])
  return { key: 'over', cause: since.toISOString(), person, at: plus(since, after) }
}

/** A person who has been in it for long is offered relief, once. */
function relief(facts: CadenceFacts, { care }: CadencePolicy): Want[] {
  const { reliefAfter } = care
  if (reliefAfter === null) return []
  const roles = Object.entries(facts.incident.roles) as [Role, UserId][]
  const people = Map.groupBy(roles, ([, user]) => user)
  return [...people].map(([person, held]): Want => {
    const since = held.map(([role]) => heldSince(facts, role)).reduce((a, b) => (a < b ? a : b))
    return { key: `relief:${person}`, cause: since.toISOString(), person, at: plus(since, reliefAfter) }
  })
}

function load(facts: CadenceFacts, { care }: CadencePolicy): Want | null {
  const person = facts.incident.roles.geoc
  if (person === undefined || facts.load <= care.incidentsPerShift) return null
  return { key: 'load', cause: person, person, at: heldSince(facts, 'geoc') }
}

function severityOf({ incident }: CadenceFacts, { severities }: CadencePolicy) {
  return severities[incident.severity ?? severities.default]
}

function settled(facts: CadenceFacts, role: Role): Date {
  return plus(heldSince(facts, role), settlingIn)
}

function heldSince({ incident, events }: Pick<CadenceFacts, 'incident' | 'events'>, role: Role): Date {
  const taken = events.findLast(
    (event) => (event.type === 'role given' || event.type === 'offer accepted') && event.role === role,
  )
  return taken?.at ?? incident.declaredAt
}

function plus(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms)
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}
