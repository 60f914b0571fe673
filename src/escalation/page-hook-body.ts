/** A page in the form that an outside pager gets. Pure. */
import type { ShownPage } from './page-view.ts'

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
    incident: {
      number: page.incident,
      severity: page.severity,
      private: page.private,
      ...(!page.private && { title: page.title }),
    },
    paged_at: page.at,
    climbs_at: page.climbsAt,
  })
}
