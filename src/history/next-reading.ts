/** Decides when a conversation is read back from Slack. Pure. */
import { day, hour } from '#time.ts'

export interface ReadSoFar {
  declaredAt: Date
  resolvedAt: Date | null
  /** True while the incident is being worked on. */
  open: boolean
  /** The time the last whole reading began. */
  lastAt: Date | null
  /** True when that reading did not find recorded messages any more. */
  missing: boolean
  /** The time this process began to listen: words said before it may have gone unheard. */
  listeningSince: Date
}

/** Milliseconds. */
const [firstAfter, missingAfter, openEvery] = [20_000, 120_000, hour]
/** Milliseconds after which no more messages are expected in a resolved incident's room. */
export const quietAfter = 7 * day

/** The time of the next reading; null when no more messages are expected. */
export function nextReading(so: ReadSoFar): Date | null {
  const { lastAt, resolvedAt } = so
  if (lastAt === null) return later(so.declaredAt, firstAfter)
  const isQuiet = resolvedAt !== null && so.listeningSince.getTime() - resolvedAt.getTime() > quietAfter
  if (lastAt < so.listeningSince && !isQuiet) return so.listeningSince
  if (resolvedAt !== null && lastAt < resolvedAt) return resolvedAt
  if (so.missing) return later(lastAt, missingAfter)
  return so.open ? later(lastAt, openEvery) : null
}

function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms)
}
