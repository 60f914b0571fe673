import type { UserId } from '#incidents/incident.ts'
import type { Moved } from './turns/change.ts'
import type { Range } from '#time.ts'

/** The deed that moved shifts; `departed` and `settings` are nobody's doing. */
export type RotaDeed =
  | 'join'
  | 'leave'
  | 'add'
  | 'remove'
  | 'away'
  | 'back'
  | 'cover'
  | 'swap'
  | 'override'
  | 'undo'
  | 'departed'
  | 'settings'

/** Time that has become the reader's (`yours`) or has stopped being so, and the other person concerned. */
export interface TimeChange extends Range {
  readonly yours: boolean
  readonly other: UserId | null
  /** The name of the rota, where it is not the one that tells. */
  readonly rota?: string
}

/** News told once: to a person, or to the tech channel where there is none. */
export interface Notice {
  readonly person: UserId | null
  readonly deed: RotaDeed
  /** The person who did it; of a departure, the person who left. */
  readonly by: UserId | null
  readonly changes: readonly TimeChange[]
  /** The reason, in the words of the person who decided it. */
  readonly reason?: string
}

export interface StoredNotice extends Notice {
  readonly seq: number
  readonly at: Date
}

/** Everybody whose published time changed hands is told, once for one change, except the person who made it. */
export function noticesOf(
  moved: readonly Moved[],
  deed: RotaDeed,
  by: UserId | null,
  reason?: string,
): Notice[] {
  const people = new Set(moved.flatMap(({ from, to }) => [from, to]).filter((user) => user !== null))
  people.delete(by ?? '')
  return [...people].map((person) => ({
    person,
    deed,
    by,
    ...(reason !== undefined && { reason }),
    changes: moved.flatMap(({ start, end, from, to }): TimeChange[] => [
      ...(from === person ? [{ start, end, yours: false, other: to }] : []),
      ...(to === person ? [{ start, end, yours: true, other: from }] : []),
    ]),
  }))
}
