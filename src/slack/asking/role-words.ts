/** Recognises the role that somebody means, in the policy's words or in ours. */
import type { Role } from '#incidents/incident.ts'
import type { Services } from './services.ts'

/** Splits `im …`, `GEOC …`, `sem payments …` or `payments …` into the role and the rest; null where none is named. */
export function roleFrom(
  text: string,
  { words: { names }, squads }: Pick<Services['policy'], 'words' | 'squads'>,
): { role: Role | null; rest: string } {
  const [first, rest] = firstWord(text)
  if (isOneOf(first, 'geoc', names.geoc)) return { role: 'geoc', rest }
  if (isOneOf(first, 'im', names.im)) return { role: 'im', rest }
  const [named, after] = squadWord(text, names.sem)
  const squad = squads.find((one) => isOneOf(named, one))
  return squad === undefined ? { role: null, rest: text } : { role: `sem:${squad}`, rest: after }
}

/** Splits off the word where a squad's name would stand, with or without `sem` before it. */
export function squadWord(text: string, sem: string): [named: string, rest: string] {
  const [first, rest] = firstWord(text)
  return isOneOf(first, 'sem', sem) ? firstWord(rest) : [first, rest]
}

export function firstWord(text: string): [first: string, rest: string] {
  const [, first = '', rest = ''] = /^(\S*)\s*([^]*)$/.exec(text.trim()) ?? []
  return [first, rest]
}

function isOneOf(typed: string, ...words: string[]): boolean {
  return words.some((word) => word.toLowerCase() === typed.toLowerCase())
}
