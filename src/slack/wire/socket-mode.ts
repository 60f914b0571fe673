/** Keeps Socket Mode open: several connections, each replaced when it ends or is about to, for as long as we run. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Logger as SlackLogger, WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { waitAfter } from '#time.ts'
import { classify } from './classify.ts'
import type { Deliver } from './deliver.ts'
import type { InFlight } from './in-flight.ts'
import { type SocketConnection, connect } from './socket-connection.ts'

export interface SocketModeParts {
  /** Asks Slack where to connect; an address works once. */
  openUrl: () => Promise<string>
  deliver: Deliver
  inFlight: InFlight
  log: Logger
}

export interface SocketMode extends AsyncDisposable {
  readonly connected: boolean
}

/** The number of connections, so that one is always there while the other is replaced. Slack allows ten. */
const lines = 2
/** Waits after failures in a row, in milliseconds: doubling from the first to the second. */
const pauses = { first: 250, longest: 30_000 }
/** Milliseconds within which the end of a connection counts as a failure, so that reconnecting slows down. */
const settled = 10_000

/** Connects at once and never gives up, no matter what Slack sends or refuses. Disposing finishes work under way. */
export function openSocketMode({ openUrl, deliver, inFlight, log }: SocketModeParts): SocketMode {
  const stopping = new AbortController()
  const open = new Set<SocketConnection>()
  for (let line = 0; line < lines; line++) void keepLine()

  async function keepLine(): Promise<void> {
    let failures = 0
    let predecessor: SocketConnection | undefined
    while (!stopping.signal.aborted) {
      const since = performance.now()
      try {
        const url = await openUrl()
        const connection = await connect(url, { deliver, stopping: stopping.signal, log })
        serve(connection)
        void predecessor?.close()
        predecessor = connection
        const reason = await connection.leaving
        if (!stopping.signal.aborted) log.info({ reason }, 'a connection to Slack ends; opening the next')
      } catch (error) {
        const failure = classify(error)
        if (failure.kind === 'token refused')
          log.error(
            { err: error },
            'Slack refuses the app-level token; nothing is heard until it is replaced',
          )
        else
          log.warn(
            { err: error, ...('why' in failure && { why: failure.why }) },
            'Slack cannot be reached through Socket Mode; trying again',
          )
      }
      failures = performance.now() - since < settled ? failures + 1 : 0
      if (failures > 0) await pause(failures)
    }
  }

  function serve(connection: SocketConnection): void {
    open.add(connection)
    void connection.gone.then(() => open.delete(connection))
    if (stopping.signal.aborted) void connection.close()
  }

  async function pause(failures: number): Promise<void> {
    const wait = waitAfter(failures, pauses.first, pauses.longest)
    // Random, so that replicas do not all come back at the same moment. Stopping ends the wait.
    await sleep(wait * (0.5 + Math.random() / 2), undefined, { signal: stopping.signal }).catch(() => {})
  }

  return {
    get connected() {
      return open.size > 0
    },
    async [Symbol.asyncDispose]() {
      stopping.abort()
      await inFlight.idle()
      await Promise.all([...open].map((connection) => connection.close()))
    },
  }
}

/** Asks `apps.connections.open` with a client of its own, since the token is the app's and not the bot's. */
export function urlOpener(
  appToken: string,
  slackApiUrl: string | null,
  logger: SlackLogger,
): () => Promise<string> {
  const client = new WebClient(appToken, {
    ...(slackApiUrl !== null && { slackApiUrl }),
    logger,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 5_000,
  })
  return async () => {
    const { url } = await client.apps.connections.open({})
    if (url === undefined) throw new Error('apps.connections.open gave no url')
    return url
  }
}
