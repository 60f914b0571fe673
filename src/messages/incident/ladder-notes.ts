/** Notes of the card on ladders under way: levels without anybody, and pages that wait for the morning. */
import { isRole, type Recorded, type Role } from '#incidents/incident.ts'
import { roleName, type Words } from '#incidents/words.ts'

/** Leaves out roles that somebody has by now, and people paged since. */
export function ladderNotes(
  events: readonly Recorded[],
  roles: Partial<Record<Role, string>>,
  words: Words,
): string[] {
  const notes = events.flatMap((event): string[] => {
    if (event.type !== 'level skipped' && event.type !== 'page held') return []
    if (!isRole(event.role) || roles[event.role] !== undefined) return []
    const called = roleName(event.role, words)
    if (event.type === 'level skipped') {
      const why = event.quiet
        ? `at this time nobody is meant to be asked as ${event.level}`
        : `nobody to ask as ${event.level}`
      return [`${called}: ${why}, so passed over.`]
    }
    const since = events.filter(({ seq }) => seq > event.seq)
    return since.some((later) => later.type === 'paged' && event.users.includes(later.user))
      ? []
      : [`${called}: not paged at night; waits until 08:00 there. Escalate by hand to page now.`]
  })
  return [...new Set(notes)]
}
