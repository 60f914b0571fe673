import type { PageView } from '#escalation/page-view.ts'
import { isRole } from '#incidents/incident.ts'
import { roleName, type Words } from '#incidents/words.ts'
import { inline } from '#words/user-text.ts'

/** Tells a person that they are on call, and anybody else why the page comes to them. The reason is cut to `max` UTF-16 units. */
export function whyPaged({ role, why }: Pick<PageView, 'role' | 'why'>, words: Words, max: number): string {
  const said = inline(why, max)
  if (isRole(role) && said.startsWith(`you are on call as ${roleName(role, words)} `))
    return `Y${said.slice(1)}.`
  return `You are paged${isRole(role) ? ` as ${roleName(role, words)}` : ''} because ${said}.`
}
