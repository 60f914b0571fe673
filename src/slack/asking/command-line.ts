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

/** An incident named among typed words, and the words without it. */
export interface NamedIncident {
  number: number
  rest: string
}

const signed = /(?<![\p{L}\p{N}])#([1-9]\d{0,8})(?![\p{L}\p{N}])[,:]?/u
const unsigned = /(?<!\S)([1-9]\d{0,8})(?!\S)/

/**
 * The incident named before a sentence. In a room a number needs its sign there, since a sentence may begin with one;
 * elsewhere a `#12` further on will do, and stays in the sentence.
 */
export function namedBeforeSentence(rest: string, inRoom: boolean): NamedIncident | null {
  const leading = leadingNumber(rest)
  if (leading !== null && (!inRoom || rest.startsWith('#'))) return leading
  const number = inRoom ? undefined : signed.exec(rest)?.[1]
  return number === undefined ? null : { number: Number(number), rest }
}

const anotherNumber = /^(?:#[1-9]|into\s+#?[1-9]|[1-9]\d{0,8}$)/i

/** The incident to be merged: in a room a number without another behind it is the one to merge into. */
export function namedBeforeAnother(rest: string, inRoom: boolean): NamedIncident | null {
  const named = namedBeforeSentence(rest, inRoom)
  return inRoom && named !== null && !anotherNumber.test(named.rest) ? null : named
}

/** The incident named anywhere among a few words, such as `P3 #2` or `2 im @robin`. */
export function namedAmongWords(rest: string): NamedIncident | null {
  return namedWithSign(rest) ?? takenOut(rest, unsigned)
}

/** As `namedAmongWords`, where a number without a sign means something else, such as a time of day. */
export function namedWithSign(rest: string): NamedIncident | null {
  return takenOut(rest, signed)
}

/** As `namedAmongWords`, where one of 1 to 5 alone is a severity in a room. */
export function namedBesideSeverity(rest: string, inRoom: boolean): NamedIncident | null {
  return inRoom && !/\bp[1-5]\b/i.test(rest) ? namedWithSign(rest) : namedAmongWords(rest)
}

function takenOut(rest: string, pattern: RegExp): NamedIncident | null {
  const [found, number] = pattern.exec(rest) ?? []
  if (found === undefined) return null
  return { number: Number(number), rest: rest.replace(found, ' ').replace(/\s+/g, ' ').trim() }
}

/** Words that people use elsewhere for verbs of ours. */
const meant: Record<string, string> = {
  approve: 'ack',
  closed: 'close',
  comment: 'note',
  create: 'declare',
  done: 'resolve',
  fixed: 'resolve',
  new: 'declare',
  open: 'declare',
  raise: 'declare',
  report: 'declare',
  transfer: 'handoff',
  watch: 'follow',
}

/** True where the words could say what is wrong, and not what to do with an incident, a person or a severity. */
export function describes({ rest }: Pick<CommandLine, 'rest'>): boolean {
  return !/^(#?\d+|@\S+|p[1-5])(?![\p{L}\p{N}])/iu.test(rest)
}

/** The likely verb behind a mistyped one: it begins with the typed letters, or is within two keystrokes of them. */
export function nearestVerb(typed: string, known: readonly string[]): string | null {
  const other = Object.hasOwn(meant, typed) ? meant[typed] : undefined
  if (other !== undefined && known.includes(other)) return other
  const [nearest] = known
    .map((verb) => ({
      verb,
      away: verb.startsWith(typed) && typed.length > 1 ? 0 : distance(typed.slice(0, 40), verb),
    }))
    .filter(({ verb, away }) => away <= 2 && away < verb.length - 1)
    .sort((a, b) => a.away - b.away)
  return nearest?.verb ?? null
}
