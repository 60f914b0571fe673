/** Requests to the bot's HTTP door, signed as Slack signs them, or not. */
import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'

export interface Signature {
  secret: string
  /** Seconds that the signature is dated away from now. */
  seconds?: number
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

export function signedHeaders(body: string, { secret, seconds = 0 }: Signature): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000) + seconds)
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` }
}

/** The status, and milliseconds until the whole answer was there; status 0 when there was none. */
export function post(
  port: number,
  body: string,
  headers: Record<string, string>,
  type: 'json' | 'form',
): Promise<{ status: number; ms: number }> {
  const began = performance.now()
  const { promise, resolve } = Promise.withResolvers<{ status: number; ms: number }>()
  const done = (status: number) => resolve({ status, ms: performance.now() - began })
  const outgoing = request(
    {
      agent,
      port,
      host: '127.0.0.1',
      path: '/slack/events',
      method: 'POST',
      timeout: 10_000,
      headers: {
        'content-type': type === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        ...headers,
      },
    },
    (answer) => {
      answer.resume()
      answer.once('end', () => done(answer.statusCode ?? 0))
      answer.once('error', () => done(0))
    },
  )
  outgoing.once('error', () => done(0))
  outgoing.once('timeout', () => outgoing.destroy())
  outgoing.end(body)
  return promise
}
