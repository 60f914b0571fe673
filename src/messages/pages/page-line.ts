/** The name of the thing somebody is paged for, and the reason why it comes to them. */
import type { PageView } from '#escalation/page-view.ts'
import { subjectName } from '#escalation/subject.ts'
import { isRole } from '#incidents/incident.ts'
import { titleInSentence } from '#incidents/title.ts'
import { roleName, type Words } from '#incidents/words.ts'
import { inline } from '#words/user-text.ts'

/** `#12 Checkout fails`, `A12 Checkout fails`. */
export function pageName({ subject, title }: PageView, max?: number): string {
  return `${subjectName(subject)} ${titleInSentence(title, max)}`
}

/** Tells a person that they are on call, and anybody else why the page comes to them. */
export function pageReason({ role, why }: PageView, words: Words): string {
  const said = inline(why, 200)
  if (isRole(role) && said.startsWith(`you are on call as ${roleName(role, words)} `))
    return `Y${said.slice(1)}.`
  return `You are paged${isRole(role) ? ` as ${roleName(role, words)}` : ''} because ${said}.`
}
