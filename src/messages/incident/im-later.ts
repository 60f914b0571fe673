/** Tells when an incident manager is called by itself, while nobody has said how severe it is. */
import type { Incident, UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import type { Words } from '#incidents/words.ts'
import { type Line, mention } from '#words/blocks.ts'

/** `once it is P1 or P2`; null where nobody is called then. */
export function imOnce(
  { severity, roles, status }: Pick<Incident, 'severity' | 'roles' | 'status'>,
  { callsIm }: Pick<Words, 'callsIm'>,
): string | null {
  if (severity !== null || roles.im !== undefined || callsIm.length === 0 || !isOpen(status)) return null
  return `once it is ${callsIm.join(' or ')}`
}

/** `@Jonas is paged as IM once it is P1 or P2.` `people`: those who would be asked first. */
export function imLater(
  incident: Pick<Incident, 'severity' | 'roles' | 'status'>,
  words: Words,
  people: readonly UserId[],
): Line | null {
  const once = imOnce(incident, words)
  const { im } = words.names
  if (once === null) return null
  if (people.length === 0) return [`Somebody is paged as ${im} ${once}.`]
  const named = people.slice(0, 3).flatMap((user, index): Line => [index > 0 ? ', ' : '', mention(user)])
  return [...named, ` ${people.length > 1 ? 'are' : 'is'} paged as ${im} ${once}.`]
}
