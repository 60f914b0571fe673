/** Episodes of an alert: from its firing to its end. They follow from its marks and from nothing else. */
import type { AlertMark } from './alert-mark.ts'
import { type AlertSeverity, worse } from './sighting.ts'

export interface Episode {
  startsAt: Date
  /** The last time it was said to fire. */
  lastAt: Date
  /** Null while it fires. */
  endsAt: Date | null
  /** The worst it was said to be. */
  severity: AlertSeverity
}

/**
 * `marks` in order of time. A firing belongs to the episode before it unless that is over, or the source says that another
 * one began. Whatever says that it was over at or after a firing ends it, however late either arrives.
 */
export function episodesOf(marks: readonly AlertMark[]): Episode[] {
  const episodes: Episode[] = []
  let open: Episode | null = null
  for (const { kind, at: ms, severity } of marks) {
    const at = new Date(ms)
    if (kind === 'over') {
      if (open !== null) open.endsAt = at
      open = null
    } else if (open === null || (kind === 'begins' && ms !== +open.startsAt)) {
      // The end of the one before was never said.
      if (open !== null) open.endsAt = at
      open = { startsAt: at, lastAt: at, endsAt: null, severity }
      episodes.push(open)
    } else {
      open.lastAt = at
      open.severity = worse(open.severity, severity)
    }
  }
  return episodes
}
