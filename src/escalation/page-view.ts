/** A page, as people see it. */
import type { Actor, Callee, Severity, UserId } from '#incidents/incident.ts'
import type { PageStatus } from './page.ts'

export interface PageView {
  id: string
  /** The incident's number. */
  incident: number
  title: string
  severity: Severity | null
  private: boolean
  drill: boolean
  /** Completes "You are paged because …": `you are GEOC today`. */
  why: string
  role: Callee
  /** The one who escalated by hand; null for Muster. */
  askedBy?: Actor
  /** The reason they wrote. */
  reason?: string | null
  /** The time at which the incident was declared. */
  since: Date
  /** The time at which this person was asked. */
  at: Date
  /** The time at which the next person is asked; null when nobody is waited for. */
  climbsAt: Date | null
  status: PageStatus
  /** Slack never took it in time, or refused it. */
  unreached?: boolean
  /** The person who answered, if it was somebody else. */
  by?: string | null
  roomChannel: string | null
}

/** Somebody who was asked to respond. */
export interface Paged {
  user: string
  role: Callee
  /** Do Not Disturb is on: they may not hear it. */
  silenced: boolean
  /** Slack never took the page, or refused it. */
  unreached?: boolean
  status: PageStatus
  at: Date
  /** The time at which the next person is asked; null when nobody is waited for. */
  climbsAt: Date | null
}

/** A page, with the facts of the incident that its person sees. */
export interface ShownPage extends PageView {
  user: UserId
  email: string | null
  batch: number
  /** The time at which it has to ring by a message of its own; null when it rings with its message. */
  ringsAt: Date | null
  silenced: boolean | null
  /** The place where a drill pages: its room, the group message if Slack refused a room, or the person's own messages if they are not in that group. */
  drillIn: 'room' | 'group' | 'own'
}
