import type { UserId } from '#incidents/incident.ts'
import type { HandOver } from './turns/timeline.ts'

/** The note of the outgoing person for the incoming one. */
export interface HandOverNote {
  /** The open matters, and the next step of each. */
  readonly openThings: string
  readonly watch: string
  readonly changes: string
}

/** A hand-over that has come. */
export interface HandOverRecord extends HandOver {
  /** The time Muster looked first: lateness is counted from here, so that nobody is late while it was down. */
  readonly noticedAt: Date
  /** "I'm on it": the next person confirms the hand-over. */
  readonly takenAt: Date | null
  /** The person who was asked to stand in, since nobody said so. */
  readonly asked: UserId | null
  readonly askedAt: Date | null
  /** The note that `incoming` leaves to the next person. */
  readonly note: HandOverNote | null
}
