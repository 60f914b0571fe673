/** The room's topic and purpose: plain text, 250 characters at most. They change rarely: each change is a room line. */
import type { Incident } from '#incidents/incident.ts'
import { titled } from '#incidents/title.ts'
import { cut, inline } from '#words/user-text.ts'
import type { Words } from '#incidents/words.ts'
import { glance } from './glance.ts'

/** `🔴 P1 · Fixing · GEOC Devon · #12 Checkout fails`. `geoc`: the holder's name; null while nobody has it. */
export function topic(incident: Incident, { words, geoc }: { words: Words; geoc: string | null }): string {
  const facts = [
    incident.drill && 'DRILL',
    glance(incident, words),
    geoc !== null && `${words.names.geoc} ${inline(geoc, 40)}`,
    titled(incident),
  ]
  return unmarked(facts.filter((fact) => fact !== false).join(' · '))
}

export function purpose({ number, drill }: Incident, { names }: Words): string {
  return unmarked(
    `${drill ? 'DRILL. ' : ''}Working on incident #${number}. The pinned message says where it stands; ${names.command} help says what you can do.`,
  )
}

/** Replaces characters that would begin mark-up, since no escape in a topic is undone by all clients. */
function unmarked(words: string): string {
  return cut(words.replace(/</g, '‹').replace(/>/g, '›'), 250)
}
