import type { UserId } from '#incidents/incident.ts'
import type { HandOver } from './turns/timeline.ts'

/** What the outgoing person leaves to the incoming one. */
export interface HandOverNote {
  /** What is open, and the next step of each. */
  readonly openThings: string
  readonly watch: string
  readonly changes: string
}

/** A hand-over that has come. */
export interface HandOverRecord extends HandOver {
  /** When Muster looked first: what is late is counted from here, so that nobody is late while it was down. */
  readonly noticedAt: Date
  /** "I'm on it": the next person confirms the hand-over. */
  readonly takenAt: Date | null
  /** Who was asked to stand in, since nobody said so. */
  readonly asked: UserId | null
  readonly askedAt: Date | null
  /** What `incoming` leaves to the next. */
  readonly note: HandOverNote | null
}

const minute = 60_000
export const remindAfter = 30 * minute
export const askNextAfter = 60 * minute

/** When to do something about a hand-over nobody has confirmed; null when there is nothing to do. */
export function nextNudge({ noticedAt, takenAt, incoming }: HandOverRecord, now: Date): Date | null {
  if (takenAt !== null || incoming === null) return null
  const instants = [remindAfter, askNextAfter].map((wait) => new Date(+noticedAt + wait))
  return instants.find((at) => at > now) ?? null
}
