/** A page as an outside pager is given it. Pure. */
import { createHmac } from 'node:crypto'
import type { ShownPage } from './page-view.ts'

export interface HookRequest {
  headers: Record<string, string>
  body: string
}

/**
 * `X-Muster-Signature` is `v1=` and the hex HMAC-SHA256 of `v1:<timestamp>:<body>`. Deliveries of one page carry the
 * same `id`. Of a private incident it says who is asked and how urgently, and nothing about what.
 */
export function pageHookRequest(page: ShownPage, secret: string, signedAt: Date): HookRequest {
  const body = JSON.stringify({
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
  const timestamp = String(Math.floor(signedAt.getTime() / 1000))
  const signature = createHmac('sha256', secret).update(`v1:${timestamp}:${body}`).digest('hex')
  return {
    headers: {
      'content-type': 'application/json',
      'x-muster-timestamp': timestamp,
      'x-muster-signature': `v1=${signature}`,
    },
    body,
  }
}
