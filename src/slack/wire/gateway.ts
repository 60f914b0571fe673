/** Sends every call to Slack: paced, with a time-out, and answered with its outcome. */
import { LogLevel, WebClient, type WebClientOptions } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Clock } from '#clock.ts'
import type { CallOutcome, SlackPort } from '#slack-port.ts'
import { waitAfter } from '#time.ts'
import type { Urgency } from '#urgency.ts'
import { classify } from './classify.ts'
import { createLimiter, type Limiter } from './limiter.ts'

/** Milliseconds to wait for an answer; after that nobody knows if Slack carried the call out. */
const TIMEOUT = 3_000
const LONGEST_BACKOFF = 15_000

export interface GatewayOptions {
  token: string
  apiUrl?: string | undefined
  clock: Clock
  log: Pick<Logger, 'warn' | 'error'>
  limiter?: Limiter
  /** Takes the fate of each call: `ok`, or the kind of its failure. */
  observe?: (method: string, outcome: string) => void
}

export type Health = 'ok' | 'unreachable' | 'token refused'

export interface Gateway extends SlackPort {
  /** Asks Slack who we are; `botUserId` is right from then on. */
  identify(): Promise<CallOutcome>
  health(): Health
}

export function createGateway({
  token,
  apiUrl,
  clock,
  log,
  limiter = createLimiter(),
  observe = () => {},
}: GatewayOptions): Gateway {
  const client = new WebClient(token, {
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT,
    // The client must not queue: a waiting call would be sent long after the time in its row.
    maxRequestConcurrency: 1_000,
    logger: silent,
  })
  const backoff = createBackoff()
  let health: Health = 'ok'
  let botUserId = ''

  async function call(method: string, args: Record<string, unknown>, urgency: Urgency): Promise<CallOutcome> {
    const channel = typeof args['channel'] === 'string' ? args['channel'] : null
    const wait = limiter.take(method, channel, urgency, clock.now())
    if (wait) return { kind: 'later', at: wait }
    try {
      const body = await client.apiCall(method, args)
      setHealth('ok')
      observe(method, 'ok')
      return { kind: 'ok', body: { ...body } }
    } catch (error) {
      return answer(method, channel, error)
    }
  }

  function answer(method: string, channel: string | null, error: unknown): CallOutcome {
    const failure = classify(error)
    const now = clock.now()
    observe(method, failure.kind)
    switch (failure.kind) {
      case 'rate limited': {
        const at = new Date(now.getTime() + Math.max(1, failure.seconds) * 1_000)
        limiter.park(method, channel, at)
        return { kind: 'later', at }
      }
      case 'busy':
        return { kind: 'later', at: new Date(now.getTime() + 1_000) }
      case 'not sent':
        setHealth('unreachable')
        return { kind: 'later', at: backoff.failed(now) }
      case 'token refused':
        setHealth('token refused', failure.error)
        return { kind: 'later', at: backoff.failed(now) }
      case 'refused':
        setHealth('ok')
        log.warn({ method, error: failure.error }, 'Slack refused a call')
        return { kind: 'refused', error: failure.error, body: failure.body }
      case 'unknown':
        log.warn({ method, why: failure.why }, 'The outcome of a call to Slack is unknown')
        return { kind: 'unknown', why: failure.why }
    }
  }

  function setHealth(to: Health, error?: string): void {
    if (to === 'ok') backoff.succeeded()
    if (to === health) return
    health = to
    if (to === 'token refused')
      log.error({ error }, 'Slack refuses the bot token; nothing is sent until it is replaced')
    if (to === 'unreachable') log.warn({}, 'Slack cannot be reached; calls are kept')
  }

  return {
    get botUserId() {
      return botUserId
    },
    call,
    async identify() {
      const outcome = await call('auth.test', {}, 0)
      if (outcome.kind === 'ok') botUserId = String(outcome.body['user_id'])
      return outcome
    },
    health: () => health,
  }
}

/** Waits 1 s, then twice as long each time; calls that fail together count once. */
function createBackoff(): { failed(now: Date): Date; succeeded(): void } {
  let failures = 0
  let until = 0
  return {
    failed(now) {
      if (now.getTime() >= until) {
        failures += 1
        until = now.getTime() + waitAfter(failures, 1_000, LONGEST_BACKOFF)
      }
      return new Date(until)
    },
    succeeded() {
      failures = 0
      until = 0
    },
  }
}

/** Silences the client's own logger, which would print what Slack says about arguments. */
const silent: NonNullable<WebClientOptions['logger']> = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => LogLevel.ERROR,
}
