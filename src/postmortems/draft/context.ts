/** Tells what was going on before: words said before it was declared, and changes before the repair began. Pure. */
import type { Incident, UserId } from '#incidents/incident.ts'
import type { Cause } from './cause.ts'
import { type CitedLine, orAsk, quoted } from './evidence.ts'
import type { DraftInput } from './draft-input.ts'
import type { Beginning } from './said.ts'
import { spoken } from './words.ts'

const before =
  /\b(release[ds]?|deploy(s|ed|ment|ments)?|shipped|went out|migration|merged|rolled out|upgraded?|configuration|since \d\w*|last change|cherry-pick\w*)\b/i

const ruledOut = /\b(not|isn['’]?t|wasn['’]?t|no)\b.{0,12}\b(release|deploy|migration|change|upgrade|merge)/i

export function context(
  { incident, findings, events }: DraftInput,
  cause: Cause | null,
  experts: (UserId | undefined)[],
): CitedLine[] {
  const repair =
    events.findLast((one) => one.type === 'fix started') ?? events.find((one) => one.type === 'resolved')
  const origin = incident.source?.ts
  const told = findings.filter(
    ({ isSaid, message: one, changes }) =>
      isSaid &&
      one !== cause?.message &&
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
    'What was going on before: what was changed, deployed or planned? Nobody said.',
    experts,
  )
}

/** An attempt was under way: words about changes then are about it. */
function isTrying({ fixes }: Incident, at: Date): boolean {
  return fixes.some(({ startedAt, endedAt }) => startedAt <= at && (endedAt === null || at <= endedAt))
}

/** The sentences of a text that mention a change, as Slack's mrkdwn. */
export function changesIn({ sentences }: Beginning): string {
  return sentences
    .filter(({ text, isQuestion }) => before.test(text) && !ruledOut.test(text) && !isQuestion)
    .map(({ text }) => text)
    .join(' ')
}
