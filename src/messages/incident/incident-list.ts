/** Lists incidents that a person may see, one row each with a way in. */
import type { IncidentSummary } from '#incidents/incident.ts'
import { countedFrom } from '#incidents/impact-times.ts'
import { isOpen, isOver } from '#incidents/moves.ts'
import type { Message } from '#words/message.ts'
import { bold, button, lines, message, type Piece, row } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'
import { titled } from '#incidents/title.ts'
import type { Words } from '#incidents/words.ts'
import { isOverdue } from '#reminders/update-due.ts'
import { span } from '#words/length.ts'
import { serviceNames } from './service-lines.ts'
import { glance, lasting } from './glance.ts'

export type ListedIncident = Pick<
  IncidentSummary,
  | 'number'
  | 'title'
  | 'services'
  | 'status'
  | 'severity'
  | 'declaredAt'
  | 'impactStart'
  | 'statusSince'
  | 'updates'
  | 'private'
  | 'drill'
>

const longest = 20

export interface ListContext {
  now: Date
  which: keyof typeof none
  /** The one service whose incidents were asked for, by its key. */
  service?: string | null
  /** The number before which the person asked to see incidents. */
  before: number | null
}

/** Shows the newest of many, and the command for those before them. */
export function incidentList(
  summaries: readonly ListedIncident[],
  { now, which, before, service = null }: ListContext,
  words: Words,
): Message {
  if (summaries.length === 0)
    return message(lines([before === null ? noneOf(service, which, words) : `None before #${before}.`]))
  const shown = summaries.slice(0, longest)
  const filter = `${which === 'open' ? '' : ` ${which}`}${service === null ? '' : ` ${service}`}`
  const count = summaries.length === 1 ? 'One incident:' : `${shown.length} incidents:`
  return message(
    lines([shown.length < summaries.length ? `The newest ${count}` : count]),
    ...shown.map((one) => summaryRow(one, words, now)),
    shown.length < summaries.length &&
      lines(['Those before: ', bold(`${words.names.command} list${filter} before #${shown.at(-1)?.number}`)]),
  )
}

/** Answers an unknown filter. */
export function unknownFilter(typed: string, { names }: Words): string {
  return `I cannot list "${inline(typed, 60)}". There is ${names.command} list for what is open, list all, and list drills; a service behind it shows only what is about that, and before #12 at the end shows older ones.`
}

function noneOf(service: string | null, which: keyof typeof none, words: Words): string {
  if (service === null) return none[which]
  return `Nothing ${which === 'open' ? 'is open' : 'is known'} about ${serviceNames([service], words)}.`
}

const none = {
  open: 'No incident is open. Enjoy the quiet.',
  all: 'There has been no incident yet.',
  drills: 'There has been no drill yet.',
}

/** The same words, with "Join" unless the incident is over. */
export function summaryRow(summary: ListedIncident, words: Words, now: Date): Piece {
  const said = summaryWords(summary, words, now)
  return isOver(summary.status)
    ? lines([said])
    : row(said, button('Join', 'incident.join', String(summary.number)))
}

/** Writes `🔴 P1 · Fixing for 12 min · #12 Checkout fails · 40 min since declared`. */
export function summaryWords(summary: ListedIncident, words: Words, now: Date): string {
  const { number, title, status, services, impactStart, drill, private: isPrivate } = summary
  const open = isOpen(status)
  const facts = [
    `${glance(summary, words)}${lasting(summary, now)}`,
    titled({ number, title }),
    services.length > 0 && serviceNames(services, words),
    open && !(status === 'declared' && impactStart === null) && startWords(summary, now),
    isOverdue(summary, words, now) && '⏰ update overdue',
    isPrivate && 'private',
    drill && 'DRILL',
  ]
  return facts.filter((fact) => fact !== false).join(' · ')
}

/** `40 min since it began` where somebody said when; else `12 min since declared`. */
function startWords(summary: ListedIncident, now: Date): string {
  return `${span(countedFrom(summary), now)} since ${summary.impactStart === null ? 'declared' : 'it began'}`
}
