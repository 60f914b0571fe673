/** The room's topic and purpose: plain text, 250 characters at most. They change rarely: each change is a room line. */
import type { Incident } from '#incidents/incident.ts'
import { titled } from '#incidents/title.ts'
import { cut } from '#words/user-text.ts'
import type { Words } from '#incidents/words.ts'

export function topic(incident: Incident): string {
  const { severity, drill } = incident
  const facts = [drill && 'DRILL', severity].filter((fact) => fact !== false && fact !== null)
  return unmarked([...facts, titled(incident, 200)].join(' · '))
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
