/** A page as an outside pager is given it. Pure. */
import type { ShownPage } from './page-view.ts'

/**
 * Deliveries of one page carry the same `id`. Of a private incident it says who is asked and how urgently, and nothing
 * about what.
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
