/** The room's topic and purpose: plain text of at most 250 characters. They rarely change, since each change is a line in the room. */
import type { Incident } from '#incidents/incident.ts'
import { cut, inline } from '#words/user-text.ts'
import type { Words } from '#incidents/words.ts'

export function topic({ number, title, severity, drill }: Incident): string {
  const facts = [drill && 'DRILL', severity].filter((fact) => fact !== false && fact !== null)
  return unmarked([...facts, `#${number} ${inline(title, 200)}`].join(' · '))
}

export function purpose({ number, drill }: Incident, { names }: Words): string {
  return unmarked(
    `${drill ? 'DRILL. ' : ''}Working on incident #${number}. The pinned message says where it stands; ${names.command} help says what you can do.`,
  )
}

/** Slack knows no escape that all clients undo in a topic, so what would begin mark-up is replaced. */
function unmarked(words: string): string {
  return cut(words.replace(/</g, '‹').replace(/>/g, '›'), 250)
}
