/** A page as people are shown it. */
import type { Actor, Callee, Severity, UserId } from '#incidents/incident.ts'
import type { PageStatus } from './page.ts'

export interface PageView {
  id: string
  /** Its number. */
  incident: number
  title: string
  severity: Severity | null
  private: boolean
  drill: boolean
  /** Completes "You are paged because …": `you are GEOC today`. */
  why: string
  role: Callee
  /** Who escalated by hand; null for Muster. */
  askedBy?: Actor
  /** What they wrote with it. */
  reason?: string | null
  /** When the incident was declared. */
  since: Date
  /** When this person was asked. */
  at: Date
  /** When the next person is asked instead; null when it waits for nothing. */
  climbsAt: Date | null
  status: PageStatus
  /** Slack never took it in time, or refused it. */
  unreached?: boolean
  /** Who answered it, where it was somebody else. */
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
  /** When the next person is asked instead; null when it waits for nothing. */
  climbsAt: Date | null
}

/** A page with what its person is shown of the incident. */
export interface ShownPage extends PageView {
  user: UserId
  email: string | null
  batch: number
  /** When it has to ring by a message of its own; null where it rings with its message. */
  ringsAt: Date | null
  silenced: boolean | null
  /** Where a drill pages: its room, the group message where Slack refused one, or their own messages where that has no place for them. */
  drillIn: 'room' | 'group' | 'own'
}
