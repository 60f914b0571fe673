/** The one HTTP server: signed requests from Slack go to `deliver`, everything else to `rest`. */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { Logger } from 'pino'
import { ZodError } from 'zod'
import { systemClock } from '#clock.ts'
import type { Deliver } from './deliver.ts'
import { decodeBody, deliveryFrom } from './delivery.ts'
import { isSigned } from './signature.ts'

const path = '/slack/events'
/** The largest body taken, in bytes. Slack's largest payload carries a view of 250 kB. */
const largest = 1_000_000

export interface HttpDoorParts {
  /** One, or two while it is replaced; null when Slack comes through Socket Mode instead. */
  signingSecrets: readonly string[] | null
  deliver: Deliver
  rest: RequestListener
  log: Logger
}

export function createHttpDoor({ signingSecrets, deliver, rest, log }: HttpDoorParts): Server {
  const server = createServer((req, res) => {
    if (signingSecrets === null || req.url?.split('?')[0] !== path) return rest(req, res)
    fromSlack(req, res, signingSecrets).catch((error: unknown) => {
      log.warn({ err: error }, 'a request from Slack could not be handled')
      if (!res.headersSent) end(res, error instanceof ZodError ? 400 : 500)
    })
  })
  server.requestTimeout = 15_000
  // Load balancers keep idle connections for 60 s; one that we closed first would answer Slack with a 502.
  server.keepAliveTimeout = 75_000
  return server

  async function fromSlack(
    req: IncomingMessage,
    res: ServerResponse,
    secrets: readonly string[],
  ): Promise<void> {
    if (req.method === 'GET' && isCertificateCheck(queryOf(req))) return end(res, 200)
    if (req.method !== 'POST') return end(res, 405)
    const raw = await read(req)
    if (raw === null) return end(res.setHeader('connection', 'close'), 413)
    if (isCertificateCheck(decoded(req, raw))) return end(res, 200)
    // Real time, even where the rest runs on another clock: Slack dates its requests by it.
    if (!isSigned(secrets, req.headers, raw, systemClock.now())) return end(res, 401)
    const body = decoded(req, raw)
    if (isVerification(body)) return end(res, 200, { challenge: body.challenge })
    if (isRateLimitNotice(body)) {
      log.warn('Slack holds back events: there are too many')
      return end(res, 200)
    }
    const delivery = deliveryFrom(body)
    if (delivery === null) return end(res, 400)
    end(res, 200, await deliver(delivery, retryOf(req)))
  }
}

/** Reads the body; null when it is larger than is taken. */
async function read(req: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largest) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function decoded(req: IncomingMessage, raw: Buffer): unknown {
  try {
    return decodeBody(req.headers['content-type'], raw)
  } catch {
    return null
  }
}

function isVerification(body: unknown): body is { challenge: string } {
  return isObject(body) && body['type'] === 'url_verification' && typeof body['challenge'] === 'string'
}

/**
 * Recognises Slack's look at the certificate behind a command's address, which it does not sign:
 * https://docs.slack.dev/interactivity/implementing-slash-commands
 */
function isCertificateCheck(body: unknown): boolean {
  return isObject(body) && body['ssl_check'] === '1' && !('command' in body)
}

function queryOf(req: IncomingMessage): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(req.url?.split('?')[1]))
}

/** Recognises the notice sent in place of events: https://docs.slack.dev/reference/events/app_rate_limited */
export function isRateLimitNotice(body: unknown): boolean {
  return isObject(body) && body['type'] === 'app_rate_limited'
}

function isObject(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null
}

function retryOf(req: IncomingMessage): { num: number; reason: string } | undefined {
  const [num, reason] = [req.headers['x-slack-retry-num'], req.headers['x-slack-retry-reason']]
  return typeof num === 'string' ? { num: Number(num), reason: String(reason ?? '') } : undefined
}

function end(res: ServerResponse, status: number, answer?: unknown): void {
  // A second delivery would be no better.
  if (status === 400) res.setHeader('x-slack-no-retry', '1')
  if (answer === undefined) return void res.writeHead(status).end()
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
}
