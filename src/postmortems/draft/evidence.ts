/** Gives the source of each line of a post-mortem. */
import type { RecordedMessage } from '#history/heard.ts'
import type { Recorded, UserId } from '#incidents/incident.ts'
import { type Prose, writerOf } from './words.ts'

export type Evidence = { kind: 'event'; seq: number } | { kind: 'message'; channel: string; ts: string }

export interface CitedLine {
  words: Prose
  cites: Evidence[]
  /** The time it happened; null where that does not matter. */
  at: Date | null
  /** The people to ask, where nobody said this. */
  ask: UserId[] | null
  /** The action item that is asked about. */
  item?: number
}

export function line(words: Prose, cites: Evidence[], at: Date | null = null): CitedLine {
  return { words, cites, at, ask: null }
}

/** Somebody's text, in their words. */
export function quoted(
  message: Pick<RecordedMessage, 'author' | 'app' | 'channel' | 'ts' | 'at'>,
  words: Prose,
): CitedLine {
  return line([...writerOf(message), ': “', ...words, '”'], [byMessage(message)], message.at)
}

/** A fact that the rules did not find, marked as missing. */
export function missing(question: string, ask: (UserId | undefined)[]): CitedLine {
  const people = [...new Set(ask.filter((one) => one !== undefined))]
  return { words: [question], cites: [], at: null, ask: people }
}

export function byEvent({ seq }: { seq: number }): Evidence {
  return { kind: 'event', seq }
}

export function byMessage({ channel, ts }: { channel: string; ts: string }): Evidence {
  return { kind: 'message', channel, ts }
}

/** `event:12`, `message:C1:170.1`: identifies a line of the timeline. */
export function keyOf(evidence: Evidence): string {
  return evidence.kind === 'event' ? `event:${evidence.seq}` : `message:${evidence.channel}:${evidence.ts}`
}

/** The events that began and ended an attempt at a repair. */
export function byAttempt(events: readonly Recorded[], attempt: number): Evidence[] {
  return events
    .filter((one) => (one.type === 'fix started' || one.type === 'fix ended') && one.number === attempt)
    .map(byEvent)
}

/** The known lines; where there are none, the question, and the nearest that was found. */
export function orAsk(
  lines: CitedLine[],
  question: string,
  ask: (UserId | undefined)[],
  nearest: CitedLine | null = null,
): CitedLine[] {
  return lines.length > 0 ? lines : [missing(question, ask), ...(nearest ? [nearest] : [])]
}
