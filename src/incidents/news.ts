/** Chooses the turns of an incident that the company is told, once each. Pure. */
import type { newsKinds } from '#policy/broadcasts.ts'
import type { Recorded, Severity } from './incident.ts'

export type NewsKind = (typeof newsKinds)[number]

type Told = { kind: NewsKind; event: Recorded }

/** News in the order it happened. An incident without a severity counts as `unset`, so to name that one raises nothing. */
export function newsOf(events: readonly Recorded[], unset: Severity): Told[] {
  let severity = unset
  return events.flatMap((event): Told[] => {
    const before = severity
    if (event.type === 'declared') severity = event.severity ?? unset
    if (event.type === 'severity changed') severity = event.to
    const kind = kindOf(event, severity < before)
    return kind === null ? [] : [{ kind, event }]
  })
}

function kindOf(event: Recorded, isHigher: boolean): NewsKind | null {
  switch (event.type) {
    case 'update posted':
      return 'updates'
    case 'resolved':
    case 'merged':
      return 'resolved'
    case 'reopened':
      return 'reopened'
    case 'severity changed':
      return isHigher && event.to <= 'P2' ? 'raised' : null
    default:
      return null
  }
}
