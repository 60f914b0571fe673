/** What the card says of ladders that are being climbed: levels without anybody, and pages that wait for the morning. */
import type { Recorded, Role } from '#incidents/incident.ts'
import { roleName, type Words } from './words.ts'

/** Only what still matters: nothing of a role that somebody has by now. */
export function ladderNotes(
  events: readonly Recorded[],
  roles: Partial<Record<Role, string>>,
  words: Words,
  now: Date,
): string[] {
  const notes = events.flatMap((event): string[] => {
    switch (event.type) {
      case 'level skipped':
        return roles[event.role] === undefined
          ? [`${roleName(event.role, words)}: nobody to ask as ${event.level}, so passed over.`]
          : []
      case 'page held':
        return roles[event.role] === undefined && now < new Date(event.until)
          ? [
              `${roleName(event.role, words)}: not paged at night; waits until 08:00 there. Escalate by hand to page now.`,
            ]
          : []
      default:
        return []
    }
  })
  return [...new Set(notes)]
}
