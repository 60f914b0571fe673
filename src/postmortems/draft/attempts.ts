/** Tells the attempts at a repair, and their outcomes. Pure. */
import type { Incident, Recorded, UserId } from '#incidents/incident.ts'
import { span } from '#words/length.ts'
import { byAttempt, type CitedLine, line, orAsk } from './evidence.ts'
import { namedActor, linked } from './words.ts'

export function attempts(
  { fixes }: Incident,
  events: readonly Recorded[],
  geoc: UserId | undefined,
): CitedLine[] {
  return orAsk(
    fixes.map((one) =>
      line(
        [
          `Fix ${one.number}, ${one.kind}, ${one.outcome}`,
          ...(one.endedAt ? [` after ${span(one.startedAt, one.endedAt)}`] : []),
          ...(one.startedBy ? [', started by ', ...namedActor(one.startedBy)] : []),
          ': ',
          ...linked(one.what),
          ...(one.link ? [' ', ...linked(one.link)] : []),
          ...(one.remark ? ['. ', ...linked(one.remark)] : []),
        ],
        byAttempt(events, one.number),
        one.startedAt,
      ),
    ),
    'What was tried, and how did it go? No fix was recorded.',
    [geoc],
  )
}
