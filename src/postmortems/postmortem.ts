/** The life of a post-mortem and of its action items. Pure. */
import { dueKey } from '#due/due-key.ts'
import { peopleAmong } from '#incidents/actor.ts'
import type { Incident, Severity, UserId } from '#incidents/incident.ts'
import type { Policy } from '#policy/policy.ts'
import { day } from '#time.ts'

export type PostmortemStatus = 'draft' | 'in review' | 'reviewed' | 'published' | 'waived'

const legal: Record<PostmortemStatus, readonly PostmortemStatus[]> = {
  draft: ['in review', 'waived'],
  'in review': ['draft', 'reviewed', 'waived'],
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

/** A resolved incident's post-mortem as it begins. */
export function begun(
  { number, severity, drill }: Incident,
  { postmortem, severities }: Rules,
  owner: UserId | null,
  now: Date,
): Postmortem {
  const due = postmortem.due[severity ?? (severities.default as Severity)]
  return {
    incident: number,
    status: 'draft',
    owner,
    inheritedFrom: null,
    // Nobody is reminded about a drill.
    dueAt: due === null || drill ? null : new Date(now.getTime() + due),
    draftedAt: null,
    reviewAt: null,
    askedAt: null,
    endedAt: null,
    lesson: '',
    reason: '',
  }
}

/** Those who may have to write an incident's post-mortem, the policy's choice first. `onDuty` come before its reporter. */
export function ownersInLine(
  { roles, reporter }: Pick<Incident, 'roles' | 'reporter'>,
  { postmortem }: Pick<Rules, 'postmortem'>,
  onDuty: readonly UserId[] = [],
): UserId[] {
  return peopleAmong([roles[postmortem.owner], roles.geoc, roles.im, ...onDuty, reporter])
}

/** A reminder to the owner, sent once. */
export interface Nudge {
  name: 'before' | 'on' | 'after' | 'still'
  at: Date
}

/** The reminders for a thing due at `due`: the newest that has come, and the one to come. */
export function nudgesOf(due: Date, from: Date, now: Date): { latest: Nudge | null; next: Date | null } {
  const all: Nudge[] = (
    [
      ['before', -day],
      ['on', 0],
      ['after', day],
      ['still', 7 * day],
    ] as const
  )
    .map(([name, ms]) => ({ name, at: new Date(due.getTime() + ms) }))
    .filter(({ at }) => at > from)
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
