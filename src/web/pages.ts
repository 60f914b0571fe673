/** Muster's answers over HTTP, beside Slack's own requests. */
import { Hono } from 'hono'
import { calendarFeed } from './calendar-feed.ts'

export interface WebParts {
  /** Reasons why Muster cannot do its work, in words; empty when it is ready. */
  unready: () => Promise<string[]>
  /** The text of a calendar feed, by its secret. */
  calendarText: (secret: string) => Promise<string | null>
  /** The text for Prometheus. */
  metrics: () => Promise<string>
}

export function createWeb({ unready, calendarText, metrics }: WebParts): Hono {
  const web = new Hono()
  web.get('/healthz', (c) => c.text('alive\n'))
  web.get('/readyz', async (c) => {
    const reasons = await unready()
    return c.text(
      reasons.length === 0 ? 'ready\n' : `${reasons.join('\n')}\n`,
      reasons.length === 0 ? 200 : 503,
    )
  })
  web.get('/metrics', async (c) => {
    c.header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
    return c.body(await metrics())
  })
  web.route('/', calendarFeed(calendarText))
  return web
}
