/** Locks the things that people are paged for, gives them to those who answer, and notes what becomes of their pages. */
import type { Db, Trx } from '#db/database.ts'
import { Refusal } from '#errors.ts'
import { decide } from '#incidents/decide.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import { type Incident, type IncidentEvent, isRole, type UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import type { ClimbNews } from './apply-reactions.ts'
import type { Climb } from './climb.ts'
import { eventOf } from './incident-events.ts'
import { type GroupName, isAlertGroup, type Pageable, type Subject } from './subject.ts'

export interface Added {
  actor: UserId | null
  event: IncidentEvent
}

/** Groups of alerts, as the feature that has them hands them over. */
export interface PagedGroups {
  /** Locks a group until the transaction ends. A number: the incident that it has become. Throws a Refusal for none. */
  lock(trx: Trx, group: GroupName): Promise<Pageable | number>
  load(db: Db, group: GroupName): Promise<Pageable | number>
  /** Notes what became of its climbs, and who took it up. */
  record(trx: Trx, group: Pageable, news: readonly ClimbNews[], now: Date): Promise<void>
}

export interface SubjectParts {
  db: Db
  incidents: Pick<IncidentService, 'lock' | 'record' | 'load'>
  /** Absent where no source sends alerts. */
  groups?: PagedGroups
}

/** A subject, and the incident that it is; null for a group. */
export interface Loaded extends Pageable {
  incident: Incident | null
}

/** News of a climb. `again`: the time at which its ladder begins again, if it does. */
export type Told = ClimbNews & { again: Date | null }

export type Subjects = ReturnType<typeof createSubjects>

export function createSubjects({ db, incidents, groups }: SubjectParts) {
  /** Locks it until the transaction ends: for a group that has become an incident, that. */
  async function lock(trx: Trx, subject: Subject): Promise<Loaded> {
    if (!isAlertGroup(subject)) return asSubject(await incidents.lock(trx, subject))
    const group = await known(subject).lock(trx, subject)
    return typeof group === 'number' ? lock(trx, group) : { ...group, incident: null }
  }

  async function load(subject: Subject): Promise<Loaded> {
    if (!isAlertGroup(subject)) return asSubject(await incidents.load(subject))
    const group = await known(subject).load(db, subject)
    return typeof group === 'number' ? load(group) : { ...group, incident: null }
  }

  async function record(
    trx: Trx,
    { incident, ...group }: Loaded,
    told: readonly Told[],
    added: readonly Added[],
    now: Date,
  ): Promise<void> {
    if (told.length + added.length === 0) return
    if (incident !== null) {
      const events = told.map(({ again, ...news }) => eventOf(news, again))
      await incidents.record(trx, incident, [...events, ...added], now)
    } else await groups?.record(trx, group, told, now)
  }

  function known(group: GroupName): PagedGroups {
    if (groups) return groups
    throw new Refusal(`There is no alert ${group}.`)
  }

  return { lock, load, record }
}

export function asSubject(incident: Incident): Loaded {
  return { ...incident, subject: incident.number, incident }
}

/** The events by which this person takes it up: none where they have it already. Throws a Refusal that names who was quicker. */
export function takenBy(subject: Loaded, climb: Climb, user: UserId, now: Date): Added[] {
  const { role } = climb
  const { incident } = subject
  if (incident === null && !isOpen(subject.status))
    throw new Refusal(`${subject.subject} is over. Nothing is left to do.`)
  if (!isRole(role)) return []
  const holder = subject.roles[role]
  const open = climb.state === 'climbing' || climb.state === 'exhausted'
  if (!open && holder !== undefined && holder !== user)
    throw new Refusal(
      incident === null
        ? `<@${holder}> already has ${subject.subject}.`
        : `<@${holder}> already has #${incident.number}. You are welcome in the room.`,
    )
  if (incident === null) return []
  const first = role === 'geoc' && incident.acknowledgedBy === null
  const events = decide(
    incident,
    user,
    first ? { do: 'acknowledge' } : { do: 'give role', role, to: user },
    now,
  )
  return events.map((event) => ({ actor: user, event }))
}
