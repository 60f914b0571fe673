import { isPerson, programName } from '#incidents/actor.ts'
import type { Actor } from '#incidents/incident.ts'
import type { Stage } from '../stage.ts'

/** As a story says it: a person's name, `prom (source)`; null for Muster. */
export function actorName(actor: Actor, { reader }: Stage): string | null {
  if (actor === null) return null
  return isPerson(actor) ? reader.person(actor) : programName(actor)
}
