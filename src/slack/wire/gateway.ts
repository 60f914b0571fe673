/** Sends every call to Slack: paced, with a time-out, and answered with its outcome. */
import { LogLevel, WebClient, type WebClientOptions } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Clock } from '#clock.ts'
import type { CallOutcome, SlackPort } from '#slack-port.ts'
import type { Urgency } from '#urgency.ts'
import { classify } from './classify.ts'
import { createLimiter, type Limiter } from './limiter.ts'
import { createAnswering, type Answering } from './answering.ts'
import { createRefusedForGood } from './refused-for-good.ts'

/** Milliseconds to wait for an answer; after that nobody knows if Slack carried the call out. */
const TIMEOUT = 3_000

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
  /** The latest reason why it is not well, as a code; null while it is. */
  reason(): string | null
  /** Asks again what was refused for good, as after a scope was granted. */
  askAgain(): void
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
  const slack = createAnswering()
  /** One method may be answered by nobody while the rest are. */
  const methods = new Map<string, Answering>()
  const refusals = createRefusedForGood<Extract<CallOutcome, { kind: 'refused' }>>()
  let health: Health = 'ok'
  let reason: string | null = null
  let botUserId = ''

  async function call(method: string, args: Record<string, unknown>, urgency: Urgency): Promise<CallOutcome> {
    const channel = typeof args['channel'] === 'string' ? args['channel'] : null
    const now = clock.now()
    const refused = refusals.standing(method, channel, now)
    if (refused) return refused
    const wait =
      slack.heldUntil(now) ??
      answeringOf(method).heldUntil(now) ??
      limiter.take(method, channel, urgency, now)
    if (wait) return { kind: 'later', at: wait }
    try {
      const body = await client.apiCall(method, args)
      answered(method)
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
        answered(method)
        const at = new Date(now.getTime() + Math.max(1, failure.seconds) * 1_000)
        limiter.park(method, channel, at)
        return { kind: 'later', at }
      }
      case 'busy':
        missed(method, failure.why)
        return { kind: 'later', at: new Date(now.getTime() + 1_000) }
      case 'not sent': {
        const at = missed(method, failure.why)
        setHealth('unreachable', failure.why)
        return { kind: 'later', at }
      }
      case 'token refused':
        setHealth('token refused', failure.error)
        return { kind: 'later', at: slack.missed(now) }
      case 'refused': {
        answered(method)
        log.warn({ method, error: failure.error }, 'Slack refused a call')
        const refused = { kind: 'refused', error: failure.error, body: failure.body } as const
        refusals.note(method, channel, refused, now)
        return refused
      }
      case 'unknown':
        missed(method, failure.why)
        log.warn({ method, why: failure.why }, 'The outcome of a call to Slack is unknown')
        return { kind: 'unknown', why: failure.why }
    }
  }

  function answeringOf(method: string): Answering {
    const reach = methods.get(method) ?? createAnswering()
    methods.set(method, reach)
    return reach
  }

  function answered(method: string): void {
    slack.answered()
    answeringOf(method).answered()
    setHealth('ok', null)
  }

  function missed(method: string, why: string): Date {
    const now = clock.now()
    answeringOf(method).missed(now)
    const at = slack.missed(now)
    if (slack.lost) setHealth('unreachable', why)
    return at
  }

  function setHealth(to: Health, why: string | null): void {
    reason = why
    if (to === health) return
    health = to
    if (to === 'token refused')
      log.error({ error: why }, 'Slack refuses the bot token; nothing is sent until it is replaced')
    if (to === 'unreachable') log.warn({ why }, 'Slack cannot be reached; calls are kept')
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
    reason: () => reason,
    askAgain: () => refusals.forget(),
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
