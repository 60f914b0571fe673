/** Pages in the form that an outside pager gets. Pure. */
import type { Severity } from '#incidents/incident.ts'
import type { ShownPage } from './page-view.ts'
import { isAlertGroup, type Subject } from './subject.ts'

/**
 * All deliveries of one page carry the same `id`. The body of a private incident says who is asked and how urgently, but
 * not the title.
 */
export function pageHookBody(page: ShownPage): string {
  return JSON.stringify({
    type: 'page',
    id: page.id,
    person: { slack: page.user, email: page.email },
    role: page.role,
    why: page.why,
    ...about(page),
    paged_at: page.at,
    climbs_at: page.climbsAt,
  })
}

/** One body for pages that are not given one by one: numbers of incidents, and no title. */
export function pageSummaryBody(id: string, held: readonly ShownPage[], defaultSeverity: Severity): string {
  const [first] = held
  const severity = held.map((page) => page.severity ?? defaultSeverity).toSorted()[0] ?? null
  return JSON.stringify({
    type: 'pages',
    id,
    person: { slack: first?.user, email: first?.email },
    pages: held.length,
    ...named(held.map(({ subject }) => subject)),
    severity,
    paged_at: first?.at,
  })
}

function about({ subject, severity, title, private: isPrivate }: ShownPage) {
  if (isAlertGroup(subject)) return { alert: { name: subject, severity, title } }
  return {
    incident: { number: subject, severity, private: isPrivate, ...(!isPrivate && { title }) },
  }
}

function named(subjects: readonly Subject[]) {
  const [alerts, incidents] = [subjects.filter(isAlertGroup), subjects.filter((one) => !isAlertGroup(one))]
  return { incidents: [...new Set(incidents)], ...(alerts.length > 0 && { alerts: [...new Set(alerts)] }) }
}
