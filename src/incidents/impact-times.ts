/** Decides when people can have begun and ceased to be affected, and from when an incident's times are counted. Pure. */
import { Refusal } from '#errors.ts'
import { day } from '#time.ts'
import { span } from '#words/length.ts'
import type { ImpactEdge, Incident, IncidentEvent, MessageRef } from './incident.ts'

/** New times of an impact; null for one that is not known after all. One that is left out stays. */
export interface ImpactWish {
  start?: Date | null
  end?: Date | null
  /** The message that shows it. */
  message?: MessageRef | null
}

/** A wrong month is a slip; damage found later than this is told in a note. */
export const mostDaysBefore = 90

/** The events of what changes. Throws a Refusal, at the field `start` or `end`, for times that cannot be. */
export function setImpact(incident: Incident, wish: ImpactWish, now: Date): IncidentEvent[] {
  const before = { start: incident.impactStart, end: incident.impactEnd }
  const after = {
    start: wish.start === undefined ? before.start : wish.start && toTheMinute(wish.start),
    end: wish.end === undefined ? before.end : wish.end && toTheMinute(wish.end),
  }
  return (['start', 'end'] as const).flatMap((edge): IncidentEvent[] => {
    const to = after[edge]
    if (to?.getTime() === before[edge]?.getTime()) return []
    if (to !== null) requirePossible(incident, edge, to, after, now)
    return [{ type: 'impact set', edge, to, message: wish.message ?? null }]
  })
}

function requirePossible(
  { number, declaredAt, resolvedAt }: Incident,
  edge: ImpactEdge,
  to: Date,
  { start, end }: { start: Date | null; end: Date | null },
  now: Date,
): void {
  const what = edge === 'start' ? 'begun' : 'ended'
  if (to > now) throw new Refusal(`That is still to come, so it cannot have ${what} then.`, edge)
  if (to.getTime() < declaredAt.getTime() - mostDaysBefore * day) {
    throw new Refusal(
      `That is more than ${mostDaysBefore} days before #${number} was declared. If it is no slip, say it in a note.`,
      edge,
    )
  }
  if (edge === 'start' && resolvedAt !== null && to > resolvedAt)
    throw new Refusal(`#${number} was resolved before that, so it cannot have begun then.`, edge)
  if (start === null || end === null || start <= end) return
  throw new Refusal(
    edge === 'end'
      ? 'It began after that, so it cannot have ended then.'
      : 'It ended before that, so it cannot have begun then. If the end is wrong, change that first.',
    edge,
  )
}

/** Times of people are said, and shown, to the minute. */
function toTheMinute(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 60_000) * 60_000)
}

/** The time from which its times are counted: the impact's start where somebody said it, else the declaration. */
export function countedFrom({ impactStart, declaredAt }: Pick<Incident, 'impactStart' | 'declaredAt'>): Date {
  return impactStart ?? declaredAt
}

/** `25 min after it began`; where nobody said when that was, `25 min after it was declared`. */
export function afterStart(incident: Pick<Incident, 'impactStart' | 'declaredAt'>, at: Date): string {
  const since = incident.impactStart === null ? 'it was declared' : 'it began'
  return `${span(countedFrom(incident), at)} after ${since}`
}
