/** Measures the time everything took. Pure. */
import { countedFrom } from '#incidents/impact-times.ts'
import type { Incident, Recorded, Status } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { statusWords } from '#incidents/words.ts'
import { length } from '#words/length.ts'
import { type CitedLine, line } from './evidence.ts'

/** Milliseconds since the start of the impact where somebody said it, else since the declaration; null for a step that never happened. */
export interface Numbers {
  from: 'start' | 'declaration'
  /** From the start to the declaration; null where nobody said when it began. */
  toDetect: number | null
  /** From the start of the impact to its end; null where one of them is not known. */
  impact: number | null
  toAcknowledge: number | null
  toEscalate: number | null
  toFix: number | null
  toResolve: number | null
  /** Time spent in each status until it was resolved, in the order they were first entered. */
  inStatus: { status: Status; ms: number }[]
  updates: number
  /** A private incident's updates went to its room. */
  informed: 'stakeholders' | 'its room'
  paged: number
  attempts: number
}

export function numbersOf(incident: Incident, events: readonly Recorded[], now: Date): Numbers {
  const { impactStart, impactEnd, declaredAt, resolvedAt } = incident
  const from = countedFrom(incident)
  const since = (event: Recorded | undefined) => between(from, event?.at ?? null)
  return {
    from: impactStart === null ? 'declaration' : 'start',
    toDetect: between(impactStart, declaredAt),
    impact: between(impactStart, impactEnd),
    toAcknowledge: since(events.find((one) => one.type === 'acknowledged')),
    toEscalate: since(events.find((one) => one.type === 'escalated')),
    toFix: since(events.findLast((one) => one.type === 'fix ended' && one.outcome === 'worked')),
    toResolve: between(from, resolvedAt),
    inStatus: inStatus(events, now),
    updates: incident.updates.length,
    informed: incident.private ? 'its room' : 'stakeholders',
    paged: new Set(events.flatMap((one) => (one.type === 'paged' ? one.user : []))).size,
    attempts: incident.fixes.length,
  }
}

/** Null where one of them is not known; what happened before the start took no time. */
function between(from: Date | null, to: Date | null): number | null {
  return from && to && Math.max(0, to.getTime() - from.getTime())
}

function inStatus(events: readonly Recorded[], now: Date): Numbers['inStatus'] {
  const entered = events.flatMap((event): { status: Status; at: Date }[] => {
    const status = statusAfter(event)
    return status === null ? [] : [{ status, at: event.at }]
  })
  const spent = new Map<Status, number>()
  let before: { status: Status; at: Date } | undefined
  for (const one of entered) {
    // A late acknowledgement does not move the status back.
    if (one.status === 'acknowledged' && before && before.status !== 'declared') continue
    if (before && isOpen(before.status)) add(spent, before.status, one.at.getTime() - before.at.getTime())
    before = one
  }
  if (before && isOpen(before.status)) add(spent, before.status, now.getTime() - before.at.getTime())
  return [...spent].map(([status, ms]) => ({ status, ms }))
}

function add(spent: Map<Status, number>, status: Status, ms: number): void {
  spent.set(status, (spent.get(status) ?? 0) + ms)
}

function statusAfter(event: Recorded): Status | null {
  switch (event.type) {
    case 'declared':
      return 'declared'
    case 'acknowledged':
      return 'acknowledged'
    case 'status changed':
      return event.to
    case 'resolved':
    case 'cancelled':
    case 'merged':
    case 'closed':
      return event.type
    case 'reopened':
      return 'investigating'
    default:
      return null
  }
}

export function numberLines(numbers: Numbers): CitedLine[] {
  const since = numbers.from === 'start' ? 'from when it began' : 'from its declaration'
  const took = (what: string, ms: number | null) =>
    line([`${what}: ${ms === null ? 'never' : `${length(ms)}, ${since}`}`], [])
  return [
    numbers.toDetect === null
      ? line(['Time to detect: not known, since the record does not say when it began'], [])
      : line([`Time to detect: ${length(numbers.toDetect)}, from when it began to its declaration`], []),
    took('Time to acknowledge', numbers.toAcknowledge),
    took('Time to escalate', numbers.toEscalate),
    took('Time to fix', numbers.toFix),
    took('Time to resolve', numbers.toResolve),
    ...(numbers.impact === null ? [] : [line([`People were affected for ${length(numbers.impact)}`], [])]),
    ...numbers.inStatus.map(({ status, ms }) =>
      line([`Spent in “${statusWords[status]}”: ${length(ms)}`], []),
    ),
    line(
      [
        `Updates to ${numbers.informed}: ${numbers.updates}. Fixes tried: ${numbers.attempts}. People paged: ${numbers.paged}.`,
      ],
      [],
    ),
  ]
}
