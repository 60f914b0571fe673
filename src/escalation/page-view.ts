/** A page, as people see it. */
import type { Actor, Callee, Incident, Severity, UserId } from '#incidents/incident.ts'
import type { PageStatus } from './page.ts'
import type { RingLine } from './ring-line.ts'
import type { Subject } from './subject.ts'

/** The end of an incident, as far as a line tells it. */
export interface Ended extends Pick<Incident, 'status' | 'resolvedAt' | 'closedAt' | 'mergedInto'> {
  /** Null also where only the end was recorded. */
  endedBy: Actor
}

export interface PageView {
  id: string
  /** The person paged. */
  user?: UserId
  subject: Subject
  title: string
  severity: Severity | null
  private: boolean
  drill: boolean
  /** Completes "You are paged because …": `you are on call as GEOC today`. */
  why: string
  role: Callee
  /** The person who escalated by hand; null for Muster. */
  askedBy?: Actor
  /** The words they wrote with it. */
  reason?: string | null
  /** The time the incident was declared, or the group's first alert began. */
  since: Date
  /** The time this person was paged. */
  at: Date
  /** The time it goes on; null when nobody is waited for. */
  climbsAt: Date | null
  /** The people it goes to then, or went to: none at the end of the ladder; null where that is not known. */
  next?: readonly UserId[] | null
  status: PageStatus
  /** Slack never took it in time, or refused it. */
  unreached?: boolean
  /** The person who answered it, where it was somebody else. */
  by?: string | null
  /** The person who has the role now, who may be the reader; null for nobody, undefined where it is not known. */
  holder?: UserId | null | undefined
  /** True where the ladder still looks for somebody. */
  climbing?: boolean
  /** The end of the incident; null while it is open. */
  ended?: Ended | null
  roomChannel: string | null
  /** Of a page for a group: its alerts. */
  alerts?: PagedAlerts | undefined
}

/** The alerts that somebody is paged for. */
export interface PagedAlerts {
  service: string | null
  firing: number
  cleared: number
  /** Titles of the worst, the first of which names the group. */
  worst: readonly string[]
  links: readonly { title: string; url: string }[]
  /** The time since which none of them fires; null while one does. */
  over: Date | null
  /** A person's word, or nobody needs to answer for another reason. */
  quietUntil: Date | null
}

/** Somebody who was asked to respond. */
export interface Paged {
  /** The ways besides Slack that rang for it. */
  rang?: readonly RingLine[]
  user: string
  role: Callee
  /** Do Not Disturb is on: they may not hear it. */
  silenced: boolean
  /** Slack never took the page, or refused it. */
  unreached?: boolean
  status: PageStatus
  at: Date
  /** The time it goes on; null when nobody is waited for. */
  climbsAt: Date | null
  /** The people it goes to then, or went to: none at the end of the ladder; null where that is not known. */
  next?: readonly UserId[] | null
}

/** A page, with the facts of the incident that its person sees. */
export interface ShownPage extends PageView {
  user: UserId
  email: string | null
  batch: number
  /** The time it has to ring by a message of its own; null where it rings with its message. */
  ringsAt: Date | null
  silenced: boolean | null
  /** The place a drill pages in: its room, the group message where Slack refused one, or the person's own messages where that has no place for them. */
  drillIn: 'room' | 'group' | 'own'
}
