/** Where each line of a post-mortem comes from. */
import type { UserId } from '#incidents/incident.ts'
import type { Words } from './words.ts'

export type Evidence = { kind: 'event'; seq: number } | { kind: 'message'; channel: string; ts: string }

export interface Line {
  words: Words
  cites: Evidence[]
  /** When it happened; null where that does not matter. */
  at: Date | null
  /** Nobody said this: whom to ask for it. */
  ask: UserId[] | null
}

export function line(words: Words, cites: Evidence[], at: Date | null = null): Line {
  return { words, cites, at, ask: null }
}

/** Something that nobody said, marked as missing. */
export function missing(question: string, ask: (UserId | undefined)[]): Line {
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
