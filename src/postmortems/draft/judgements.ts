/** Judgements of people on the words that a post-mortem offered. Pure. */
import type { JudgedPart, Recorded, UserId } from '#incidents/incident.ts'
import { isPerson } from '#incidents/actor.ts'
import { byEvent, byMessage, type CitedLine, keyOf, line, quoted } from './evidence.ts'
import type { Finding } from './finding.ts'
import { linked, type Prose, spoken } from './words.ts'

type Judged = Extract<Recorded, { type: 'judged' }>

/** Words that a person confirmed. */
export interface Confirmed {
  line: CitedLine
  quote: Prose
  by: UserId
}

/** Keys of the words that somebody said it was not. */
export function deniedKeys(events: readonly Recorded[], about: JudgedPart): ReadonlySet<string> {
  return new Set(
    latest(events, about).flatMap(({ of, verdict }) => (of !== null && verdict === 'no' ? of : [])),
  )
}

/** The words last confirmed; null where there are none, where they are gone, or where it came back since. */
export function confirmedIn(
  events: readonly Recorded[],
  about: JudgedPart,
  findings: readonly Finding[],
): Confirmed | null {
  const since = events.findLast(({ type }) => type === 'reopened')?.seq ?? 0
  const said = latest(events, about).findLast(({ verdict, seq }) => verdict === 'yes' && seq > since)
  if (said === undefined || !isPerson(said.actor)) return null
  const by = said.actor
  if (said.of === null) {
    const quote = linked(said.text ?? '')
    return { line: line([{ person: by }, ': “', ...quote, '”'], [byEvent(said)]), quote, by }
  }
  return fromMessage(said, by, findings) ?? fromEvent(said, by, events)
}

/** The latest word on each. */
function latest(events: readonly Recorded[], about: JudgedPart): Judged[] {
  const all = events.filter((one): one is Judged => one.type === 'judged' && one.about === about)
  return all.filter(({ of, seq }) => !all.some((one) => one.of === of && one.seq > seq))
}

function fromMessage(said: Judged, by: UserId, findings: readonly Finding[]): Confirmed | null {
  const found = findings.find((one) => one.isSaid && keyOf(byMessage(one.message)) === said.of)
  if (found === undefined) return null
  const { message, naming, signs } = found
  const quote = spoken(naming?.text ?? (signs.claims || message.text))
  const { words } = quoted(message, quote)
  return { line: line(words, [byMessage(message), byEvent(said)]), quote, by }
}

function fromEvent(said: Judged, by: UserId, events: readonly Recorded[]): Confirmed | null {
  const event = events.find((one) => `event:${one.seq}` === said.of)
  const words = event === undefined ? '' : wordsOf(event, events)
  if (event === undefined || words === '') return null
  const quote = linked(words)
  return { line: line(['“', ...quote, '”'], [byEvent(event), byEvent(said)]), quote, by }
}

function wordsOf(event: Recorded, events: readonly Recorded[]): string {
  switch (event.type) {
    case 'fix ended': {
      const began = events.find((one) => one.type === 'fix started' && one.number === event.number)
      const what = began?.type === 'fix started' && event.outcome === 'worked' ? began.what : ''
      return [what, event.remark].filter(Boolean).join('. ')
    }
    case 'resolved':
      return event.fix
    case 'update posted':
    case 'noted':
      return event.text
    default:
      return ''
  }
}
