/** Reads the text typed after a command's name. Pure. */
import type { UserId } from '#incidents/incident.ts'
import { distance } from '#policy/nearest.ts'
import { plain } from '#words/plain.ts'
import { firstWord } from './role-words.ts'

export interface CommandLine {
  /** The first word, in lower case; empty for the bare command. */
  verb: string
  /** The words after the verb, as plain text. */
  rest: string
  mentioned: UserId[]
}

export function readCommandLine(slackText: string): CommandLine {
  const { text, mentioned } = plain(slackText)
  const [verb, rest] = firstWord(text)
  return { verb: verb.toLowerCase(), rest: rest.trim(), mentioned }
}

/** Splits `#12 …` or `12 …` into the number and the words after it. A time of day such as `10:40` is no number. */
export function leadingNumber(rest: string): { number: number; rest: string } | null {
  const [, number, after = ''] = /^#?([1-9]\d{0,8})(?![:.]\d\d(?!\d))(?:[\s:,]+([^]*))?$/.exec(rest) ?? []
  return number === undefined ? null : { number: Number(number), rest: after }
}

/** The likely verb behind a mistyped one: it begins with the typed letters, or is within two keystrokes of them. */
export function nearestVerb(typed: string, known: readonly string[]): string | null {
  const [nearest] = known
    .map((verb) => ({
      verb,
      away: verb.startsWith(typed) && typed.length > 1 ? 0 : distance(typed.slice(0, 40), verb),
    }))
    .filter(({ verb, away }) => away <= 2 && away < verb.length - 1)
    .sort((a, b) => a.away - b.away)
  return nearest?.verb ?? null
}
