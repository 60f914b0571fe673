/** Tells who can be woken: two verified ways of different kinds, one of which breaks silence. Pure. */
import type { ContactKind } from '#policy/contacts.ts'
import { kindNames } from './contact.ts'

/** Kinds that ring although the phone is silent, or may be allowed to. */
const breaksSilence: ReadonlySet<ContactKind> = new Set(['call', 'pushover'])

/** True where somebody can be ready with what is connected: otherwise nobody is asked to be. */
export function canBeReady(kinds: readonly ContactKind[]): boolean {
  return kinds.length > 1 && kinds.some((kind) => breaksSilence.has(kind))
}

/** Says what is missing; null for somebody who is ready. `usable`: the kinds of their usable methods that work here; `inRules`: those that a page rings by. */
export function notReadyBecause(
  usable: readonly ContactKind[],
  inRules: readonly ContactKind[],
): string | null {
  const missing = missingIn(usable.filter((kind) => inRules.includes(kind)))
  if (missing === null || missingIn(usable) !== null) return missing
  const left = [...new Set(usable.filter((kind) => !inRules.includes(kind)))].map((kind) => kindNames[kind])
  return `a page does not ring by ${left.join(' and ')}, as the rules stand`
}

function missingIn(usable: readonly ContactKind[]): string | null {
  const kinds = [...new Set(usable)]
  const [only] = kinds
  if (only === undefined) return 'there is no verified way besides Slack'
  if (!kinds.some((kind) => breaksSilence.has(kind)))
    return 'no verified way breaks silence: a phone call or Pushover does'
  if (kinds.length === 1) return `${kindNames[only]} is the only verified way`
  return null
}
