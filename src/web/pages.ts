/** Muster's answers over HTTP, beside Slack's own requests. */
import type { IncomingMessage } from 'node:http'
import { Hono } from 'hono'
import { calendarFeed } from './calendar-feed.ts'
import { mayReadMetrics } from './metrics-door.ts'

export interface WebParts {
  /** Reasons why Muster cannot do its work, in words; empty when it is ready. */
  unready: () => Promise<string[]>
  /** The text of a calendar feed, by its secret. */
  calendarText: (secret: string) => Promise<string | null>
  /** The text for Prometheus. */
  metrics: () => Promise<string>
  /** Open the metrics here; without any they are for this machine alone. Null where they have a port of their own and no token. */
  metricsTokens: readonly string[] | null
}

/** Present only while a request comes from a socket. */
interface Env {
  Bindings: { incoming?: IncomingMessage }
}

const closed = `Metrics are for this machine alone, until MUSTER_METRICS_TOKEN or METRICS_PORT is set.\n`
const handedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip']

/** Answers on the main port. */
export function createWeb({ calendarText, metricsTokens: tokens, ...parts }: WebParts): Hono<Env> {
  const web = createStatus(parts)
  if (tokens !== null) {
    web.use('/metrics', async (c, next) => {
      const reader = {
        authorization: c.req.header('authorization'),
        address: c.env?.incoming?.socket.remoteAddress ?? null,
        forwarded: handedOn.some((name) => c.req.header(name) !== undefined),
      }
      if (mayReadMetrics(reader, tokens)) return next()
      if (tokens.length === 0) return c.text(closed, 403)
      c.header('www-authenticate', 'Bearer')
      return c.text('Metrics need the token: Authorization: Bearer …\n', 401)
    })
    addMetrics(web, parts)
  }
  web.route('/', calendarFeed(calendarText))
  return web
}

/** Answers on the port for metrics, which only their readers reach. */
export function createMetricsWeb(parts: Pick<WebParts, 'unready' | 'metrics'>): Hono<Env> {
  return addMetrics(createStatus(parts), parts)
}

function createStatus({ unready }: Pick<WebParts, 'unready'>): Hono<Env> {
  const web = new Hono<Env>()
  web.get('/healthz', (c) => c.text('alive\n'))
  web.get('/readyz', async (c) => {
    const reasons = await unready()
    return c.text(
      reasons.length === 0 ? 'ready\n' : `${reasons.join('\n')}\n`,
      reasons.length === 0 ? 200 : 503,
    )
  })
  return web
}

function addMetrics(web: Hono<Env>, { metrics }: Pick<WebParts, 'metrics'>): Hono<Env> {
  return web.get('/metrics', async (c) => {
    c.header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
    return c.body(await metrics())
  })
}
