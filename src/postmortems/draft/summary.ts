/** The summary of a post-mortem: the impact, the cause as far as anybody named it, and the ending. Pure. */
import { titleInSentence } from '#incidents/title.ts'
import type { Incident, Recorded, UserId } from '#incidents/incident.ts'
import { afterStart } from '#incidents/impact-times.ts'
import { type Cause, causeWords } from './cause.ts'
import { byEvent, byMessage, type CitedLine, line, missing } from './evidence.ts'
import { linked, writerOf } from './words.ts'

export function summary(
  incident: Incident,
  events: readonly Recorded[],
  cause: Cause | null,
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
    cause
      ? line(
          [
            cause.guessed ? 'Suspected cause, as ' : 'Cause, as ',
            ...writerOf(cause.message),
            ' put it: “',
            ...causeWords(cause),
            '”',
          ],
          [byMessage(cause.message)],
        )
      : missing('What was the cause? Nobody named one.', experts),
    resolution && resolved && resolvedAt
      ? line(
          [`Resolved ${afterStart(incident, resolvedAt)}: `, ...linked(resolution.fix)],
          [byEvent(resolved)],
        )
      : missing('How did it end? It is not resolved.', experts),
  ]
}
