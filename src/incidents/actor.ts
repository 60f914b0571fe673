/** Tells actors apart, compares them, and stores them. */
import type { Actor, Program, Somebody, UserId } from './incident.ts'

export function isPerson(actor: Actor | undefined): actor is UserId {
  return typeof actor === 'string'
}

/** The people among these actors, each once: a program is never mentioned, invited or told. */
export function peopleAmong(actors: readonly (Actor | undefined)[]): UserId[] {
  return [...new Set(actors.filter(isPerson))]
}

export function isSame(a: Somebody, b: Somebody): boolean {
  return storedActor(a) === storedActor(b)
}

/** A person's id, or a program's kind and name: `source:prom`, `key:deploy-bot`. */
export function storedActor(actor: Somebody): string {
  if (isPerson(actor)) return actor
  return 'source' in actor ? `source:${actor.source}` : `key:${actor.key}`
}

export function readActor(stored: string): Somebody {
  // No user id has a colon.
  const at = stored.indexOf(':')
  const [kind, name] = [stored.slice(0, Math.max(at, 0)), stored.slice(at + 1)]
  if (kind === 'source') return { source: name }
  return kind === 'key' ? { key: name } : stored
}

/** `prom (source)`, `deploy-bot (key)`. */
export function programName(program: Program): string {
  return 'source' in program ? `${program.source} (source)` : `${program.key} (key)`
}
