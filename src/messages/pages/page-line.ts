/** The name of the thing somebody is paged for. */
import type { PageView } from '#escalation/page-view.ts'
import { subjectName } from '#escalation/subject.ts'
import { titleInSentence } from '#incidents/title.ts'

/** `#12 Checkout fails`, `A12 Checkout fails`. */
export function pageName({ subject, title }: PageView, max?: number): string {
  return `${subjectName(subject)} ${titleInSentence(title, max)}`
}
