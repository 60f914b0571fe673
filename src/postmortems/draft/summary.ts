/** The summary of a post-mortem: the impact, the cause that a person confirmed or what is suspected, and the ending. Pure. */
import { titleInSentence } from '#incidents/title.ts'
import type { Incident, Recorded, UserId } from '#incidents/incident.ts'
import { afterStart } from '#incidents/impact-times.ts'
import type { Cause } from './settled-cause.ts'
import { byEvent, type CitedLine, line, missing, orAsk } from './evidence.ts'
import { linked } from './words.ts'

export function summary(
  incident: Incident,
  events: readonly Recorded[],
  cause: Cause,
  experts: (UserId | undefined)[],
): CitedLine[] {
  const { title, affected, resolution, resolvedAt } = incident
  const declared = events.filter((one) => one.type === 'declared').map(byEvent)
  const resolved = events.findLast((one) => one.type === 'resolved')
  return [
    line(
      [...linked(titleInSentence(title)), affected ? `. Affected: ` : '.', ...linked(affected ?? '')],
      declared,
    ),
    ...causeLines(cause, experts),
    resolution && resolved && resolvedAt
      ? line(
          [`Resolved ${afterStart(incident, resolvedAt)}: `, ...linked(resolution.fix)],
          [byEvent(resolved)],
        )
      : missing('How did it end? It is not resolved.', experts),
  ]
}

/** States a cause only where a person confirmed it. */
function causeLines({ confirmed, suspects, nearest }: Cause, experts: (UserId | undefined)[]): CitedLine[] {
  if (confirmed !== null)
    return [
      line(
        ['Cause, confirmed by ', { person: confirmed.by }, ': ', ...confirmed.line.words],
        confirmed.line.cites,
      ),
    ]
  const suspected = suspects.map(({ line: said, why }) =>
    line(['Suspected, not confirmed: ', ...said.words, ` (${why})`], said.cites),
  )
  if (suspects[0]?.isNamed === true) return suspected
  if (suspected.length > 0)
    return [missing('What was the cause? Nobody has confirmed one.', experts), ...suspected]
  return orAsk([], 'What was the cause? Not found in the record.', experts, nearest)
}
