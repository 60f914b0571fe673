/** Names an actor in a line. A program is plain text: there is nobody to notify. */
import { isPerson, programName } from '#incidents/actor.ts'
import type { Actor } from '#incidents/incident.ts'
import { mention, type Part } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'

export function actorWords(actor: Actor): Part | string {
  if (actor === null) return 'Muster'
  return isPerson(actor) ? mention(actor) : inline(programName(actor), 100)
}
