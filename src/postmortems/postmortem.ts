/** The life of a post-mortem and of its action items. Pure. */
import { dueKey } from '#due/due-key.ts'
import { peopleAmong } from '#incidents/actor.ts'
import type { Incident, Recorded, Severity, UserId } from '#incidents/incident.ts'
import { leadersOf } from '#incidents/led-longest.ts'
import type { Policy } from '#policy/policy.ts'
import { type WorkingHours, workdayBefore, workingTime } from '#policy/working-hours.ts'
import { day } from '#time.ts'

export type PostmortemStatus = 'draft' | 'in review' | 'reviewed' | 'published' | 'waived'

const legal: Record<PostmortemStatus, readonly PostmortemStatus[]> = {
  draft: ['in review', 'published', 'waived'],
  'in review': ['draft', 'reviewed', 'published', 'waived'],
  reviewed: ['in review', 'published', 'waived'],
  published: ['in review'],
  waived: ['draft'],
}

export function postmortemCanBecome(from: PostmortemStatus, to: PostmortemStatus): boolean {
  return legal[from].includes(to)
}

/** The due key whose run puts the file of a published post-mortem where post-mortems are read. */
export function publishedKey(incident: number): string {
  return dueKey('export', `${incident}/everybody/md`)
}

/** The due key whose run takes back files that quote deleted words. */
export function withdrawalKey(incident: number): string {
  return dueKey('export', `${incident}/everybody/anew`)
}

/** The due key whose run publishes the file again, where it quotes what was edited since. */
export function renewalKey(incident: number): string {
  return dueKey('export', `${incident}/everybody/edited`)
}

/** Published or waived: the incident may be closed. */
export function isFinished(status: PostmortemStatus): boolean {
  return status === 'published' || status === 'waived'
}

export interface Postmortem {
  incident: number
  status: PostmortemStatus
  owner: UserId | null
  /** The owner before, who left the company; null where people chose the present one. */
  inheritedFrom: UserId | null
  /** The person who marked it as reviewed; null while nobody did. */
  reviewedBy: UserId | null
  dueAt: Date | null
  draftedAt: Date | null
  reviewAt: Date | null
  askedAt: Date | null
  endedAt: Date | null
  /** The lesson, in two sentences. */
  lesson: string
  /** The reason for waiving it. */
  reason: string
}

export interface ActionItem {
  incident: number
  /** 1, 2, … within its incident. */
  number: number
  what: string
  owner: UserId | null
  /** As of a post-mortem. */
  inheritedFrom: UserId | null
  /** An ISO date. */
  due: string | null
  ticket: string | null
  state: 'open' | 'done' | 'will not'
  reason: string
  madeBy: UserId
  madeAt: Date
  endedAt: Date | null
}

type Rules = Pick<Policy, 'postmortem' | 'severities'>

/** A resolved incident's post-mortem as it begins, due in its owner's working hours. */
export function begun(
  { number, severity, drill }: Incident,
  { postmortem, severities }: Rules,
  { owner, hours }: { owner: UserId | null; hours: WorkingHours },
  now: Date,
): Postmortem {
  const due = postmortem.due[severity ?? (severities.default as Severity)]
  return {
    incident: number,
    status: 'draft',
    owner,
    inheritedFrom: null,
    reviewedBy: null,
    // Nobody is reminded about a drill.
    dueAt: due === null || drill ? null : workingTime(new Date(now.getTime() + due), hours),
    draftedAt: null,
    reviewAt: null,
    askedAt: null,
    endedAt: null,
    lesson: '',
    reason: '',
  }
}

/** Those who may have to write an incident's post-mortem: who led it longest first. `onDuty` come before its reporter. */
export function ownersInLine(
  { roles, reporter }: Pick<Incident, 'roles' | 'reporter'>,
  events: readonly Recorded[],
  { postmortem }: Pick<Rules, 'postmortem'>,
  onDuty: readonly UserId[] = [],
): UserId[] {
  const led = leadersOf(events, postmortem.owner)
  return peopleAmong([...led, roles[postmortem.owner], roles.geoc, roles.im, ...onDuty, reporter])
}

/** A reminder to the owner, sent once. */
export interface Nudge {
  name: 'before' | 'on' | 'after' | 'still'
  at: Date
}

/** The reminders for a thing due at `due`, in working hours: the newest that has come, and the one to come. */
export function nudgesOf(
  due: Date,
  from: Date,
  now: Date,
  hours: WorkingHours,
): { latest: Nudge | null; next: Date | null } {
  const on = workingTime(due, hours)
  const later = (ms: number) => workingTime(new Date(on.getTime() + ms), hours)
  const all: Nudge[] = [
    { name: 'before' as const, at: workdayBefore(on, hours) },
    { name: 'on' as const, at: on },
    { name: 'after' as const, at: later(day) },
    { name: 'still' as const, at: later(7 * day) },
  ].filter(({ at }) => at > from)
  return {
    latest: all.findLast(({ at }) => at <= now) ?? null,
    next: all.find(({ at }) => at > now)?.at ?? null,
  }
}

/** Nine in the morning of an ISO date. */
export function morningOf(date: string, zone: string): Date {
  const morning = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: '09:00' })
  return new Date(morning.epochMilliseconds)
}
