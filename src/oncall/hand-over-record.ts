import type { UserId } from '#incidents/incident.ts'
import type { HandOver } from './turns/timeline.ts'

/** The note that the outgoing person leaves to the incoming one. */
export interface HandOverNote {
  /** Open matters, and the next step of each. */
  readonly openThings: string
  readonly watch: string
  readonly changes: string
}

/** A hand-over that has come. */
export interface HandOverRecord extends HandOver {
  /** The time at which Muster first noticed. Delays count from here, so that nobody is late while Muster was down. */
  readonly noticedAt: Date
  /** "I'm on it": the next person confirms the hand-over. */
  readonly takenAt: Date | null
  /** The person asked to stand in, because nobody pressed "I'm on it". */
  readonly asked: UserId | null
  readonly askedAt: Date | null
  /** The note that `incoming` leaves to the next person. */
  readonly note: HandOverNote | null
}

const minute = 60_000
export const remindAfter = 30 * minute
export const askNextAfter = 60 * minute

/** The time to act on an unconfirmed hand-over; null when there is nothing to do. */
export function nextNudge({ noticedAt, takenAt, incoming }: HandOverRecord, now: Date): Date | null {
  if (takenAt !== null || incoming === null) return null
  const instants = [remindAfter, askNextAfter].map((wait) => new Date(+noticedAt + wait))
  return instants.find((at) => at > now) ?? null
}
