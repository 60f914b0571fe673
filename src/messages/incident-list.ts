/** Incidents a person may see, one row each with a way in. */
import type { Severity, Status } from '#incidents/incident.ts'
import { isOpen, isOver } from '#incidents/moves.ts'
import type { Message } from '#projection/slot.ts'
import { button, lines, message, type Piece, row, small } from './blocks.ts'
import { inline } from './user-text.ts'
import { span, statusWords } from './words.ts'

export interface Summary {
  number: number
  title: string
  status: Status
  severity: Severity | null
  declaredAt: Date
  private: boolean
  drill: boolean
}

const longest = 20

export function incidentList(
  summaries: readonly Summary[],
  now: Date,
  which: keyof typeof none = 'open',
): Message {
  if (summaries.length === 0) return message(lines([none[which]]))
  return message(
    lines([summaries.length === 1 ? 'One incident:' : `${summaries.length} incidents:`]),
    ...summaries.slice(0, longest).map((one) => summaryRow(one, now)),
    summaries.length > longest && small(`And ${summaries.length - longest} more.`),
  )
}

const none = {
  open: 'No incident is open. Enjoy the quiet.',
  all: 'There has been no incident yet.',
  drills: 'There has been no drill yet.',
}

/** `#12 Checkout fails · P2 · Investigating · 12 min`, with "Join" while there is something to join. */
export function summaryRow(summary: Summary, now: Date): Piece {
  const words = summaryWords(summary, now)
  return isOver(summary.status)
    ? lines([words])
    : row(words, button('Join', 'incident.join', String(summary.number)))
}

export function summaryWords(
  { number, title, status, severity, declaredAt, drill, private: isPrivate }: Summary,
  now: Date,
): string {
  const facts = [
    severity,
    statusWords[status],
    isOpen(status) && span(declaredAt, now),
    isPrivate && 'private',
    drill && 'DRILL',
  ]
  return [
    `#${number} ${inline(title, 150)}`,
    ...facts.filter((fact) => fact !== false && fact !== null),
  ].join(' · ')
}
