/** Lists incidents that a person may see, one row each with a way in. */
import type { Severity, Status } from '#incidents/incident.ts'
import { countedFrom } from '#incidents/impact-times.ts'
import { isOpen, isOver } from '#incidents/moves.ts'
import type { Message } from '#words/message.ts'
import { bold, button, lines, message, type Piece, row } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'
import { titled } from '#incidents/title.ts'
import { statusWords, type Words } from '#incidents/words.ts'
import { span } from '#words/length.ts'

export interface ListedIncident {
  number: number
  title: string
  status: Status
  severity: Severity | null
  declaredAt: Date
  impactStart: Date | null
  private: boolean
  drill: boolean
}

const longest = 20

export interface ListContext {
  now: Date
  which: keyof typeof none
  /** The number before which the person asked to see incidents. */
  before: number | null
}

/** Shows the newest of many, and the command for those before them. */
export function incidentList(
  summaries: readonly ListedIncident[],
  { now, which, before }: ListContext,
  { names }: Words,
): Message {
  if (summaries.length === 0)
    return message(lines([before === null ? none[which] : `None before #${before}.`]))
  const shown = summaries.slice(0, longest)
  const filter = which === 'open' ? '' : ` ${which}`
  const count = summaries.length === 1 ? 'One incident:' : `${shown.length} incidents:`
  return message(
    lines([shown.length < summaries.length ? `The newest ${count}` : count]),
    ...shown.map((one) => summaryRow(one, now)),
    shown.length < summaries.length &&
      lines(['Those before: ', bold(`${names.command} list${filter} before #${shown.at(-1)?.number}`)]),
  )
}

/** Answers an unknown filter. */
export function unknownFilter(typed: string, { names }: Words): string {
  return `I cannot list "${inline(typed, 60)}". There is ${names.command} list for what is open, list all, and list drills; before #12 at the end shows older ones.`
}

const none = {
  open: 'No incident is open. Enjoy the quiet.',
  all: 'There has been no incident yet.',
  drills: 'There has been no drill yet.',
}

/** Writes `#12 Checkout fails · P2 · Investigating · 12 min since declared`, with "Join" unless the incident is over. */
export function summaryRow(summary: ListedIncident, now: Date): Piece {
  const words = summaryWords(summary, now)
  return isOver(summary.status)
    ? lines([words])
    : row(words, button('Join', 'incident.join', String(summary.number)))
}

export function summaryWords(summary: ListedIncident, now: Date): string {
  const { number, title, status, severity, drill, private: isPrivate } = summary
  const facts = [
    severity,
    statusWords[status],
    isOpen(status) && startWords(summary, now),
    isPrivate && 'private',
    drill && 'DRILL',
  ]
  return [titled({ number, title }), ...facts.filter((fact) => fact !== false && fact !== null)].join(' · ')
}

/** `40 min since it began` where somebody said when; else `12 min since declared`. */
function startWords(summary: ListedIncident, now: Date): string {
  return `${span(countedFrom(summary), now)} since ${summary.impactStart === null ? 'declared' : 'it began'}`
}
