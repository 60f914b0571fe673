/** Tells what was going on before: words said before it was declared, and changes before the repair began. Pure. */
import type { Incident, UserId } from '#incidents/incident.ts'
import { claimsIn } from './claims.ts'
import type { Cause } from './settled-cause.ts'
import { type CitedLine, orAsk, quoted } from './evidence.ts'
import type { DraftInput } from './draft-input.ts'
import type { Beginning } from './said.ts'
import { spoken } from './words.ts'

export function context(
  { incident, findings, events }: DraftInput,
  { suspects, nearest }: Pick<Cause, 'suspects' | 'nearest'>,
  experts: (UserId | undefined)[],
): CitedLine[] {
  const repair =
    events.findLast((one) => one.type === 'fix started') ?? events.find((one) => one.type === 'resolved')
  const origin = incident.source?.ts
  const shown = new Set(suspects.map(({ key }) => key))
  const told = findings.filter(
    ({ isSaid, message: one, changes }) =>
      isSaid &&
      !shown.has(`message:${one.channel}:${one.ts}`) &&
      (one.at < incident.declaredAt
        ? one.ts === origin || one.threadTs === origin
        : (!repair || one.at < repair.at) && !isTrying(incident, one.at) && changes !== ''),
  )
  const lines = told
    .slice(0, 12)
    .map(({ message, changes }) =>
      quoted(message, spoken(message.at < incident.declaredAt ? message.text : changes)),
    )
  return orAsk(
    lines,
    'What was going on before: what was changed, deployed or planned? Not found in the record.',
    experts,
    nearest,
  )
}

/** An attempt was under way: words about changes then are about it. */
function isTrying({ fixes }: Incident, at: Date): boolean {
  return fixes.some(({ startedAt, endedAt }) => startedAt <= at && (endedAt === null || at <= endedAt))
}

/** The sentences of a text that mention a change, as Slack's mrkdwn. */
export function changesIn(beginning: Beginning): string {
  const { languages } = beginning
  return claimsIn(beginning)
    .filter(({ folded }) =>
      languages.some(
        ({ change, refuted }) => change.test(folded) && !refuted.some((pattern) => pattern.test(folded)),
      ),
    )
    .map(({ text }) => text)
    .join(' ')
}
