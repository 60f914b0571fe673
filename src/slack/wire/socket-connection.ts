/** One Socket Mode connection: https://docs.slack.dev/apis/events-api/using-socket-mode */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Deliver } from './deliver.ts'
import { deliveryFrom } from './delivery.ts'
import { isRateLimitNotice } from './http-door.ts'
import { createInFlight } from './in-flight.ts'

export interface SocketConnection {
  /** Resolves with the reason once a successor is needed; the connection may serve on until it is closed. */
  readonly leaving: Promise<string>
  /** Resolves once nothing comes through it any more. */
  readonly gone: Promise<void>
  /** Closes once everything that came through it is answered. */
  close(): Promise<void>
}

export interface ConnectionParts {
  deliver: Deliver
  /** Aborting ends the wait for a greeting, and leaves envelopes to others or to a later delivery. */
  stopping: AbortSignal
  log: Logger
}

/** Milliseconds that Slack may take to say hello. */
const patience = 10_000
/** Milliseconds without a ping after which the connection is dead. Slack pings every few seconds. */
const silence = 45_000

const frame = z.union([
  z.object({ type: z.literal('hello') }),
  z.object({ type: z.literal('disconnect'), reason: z.string().default('unknown') }),
  z.object({
    type: z.string(),
    envelope_id: z.string(),
    payload: z.unknown(),
    retry_attempt: z.number().optional(),
    retry_reason: z.string().optional(),
  }),
])
type Envelope = Extract<z.infer<typeof frame>, { envelope_id: string }>

/** Connects, and resolves once Slack has said hello. */
export async function connect(
  url: string,
  { deliver, stopping, log }: ConnectionParts,
): Promise<SocketConnection> {
  const socket = new WebSocket(url)
  const hello = Promise.withResolvers<void>()
  const leaving = Promise.withResolvers<string>()
  const gone = Promise.withResolvers<void>()
  const answering = createInFlight()
  const unwatch = watchPings(socket, () => leave('silence'))
  const impatience = setTimeout(() => leave('no hello'), patience)
  const abandon = (): void => leave('stopping')
  stopping.addEventListener('abort', abandon)

  socket.addEventListener('message', ({ data }) => {
    const heard = frameFrom(data)
    if (heard === null) return log.warn('Slack sent a frame that cannot be read')
    if ('envelope_id' in heard) return void answering.track(answer(heard))
    if (heard.type === 'hello') return hello.resolve()
    log.info({ reason: heard.reason }, 'Slack asks for a new connection')
    leaving.resolve(heard.reason)
  })
  socket.addEventListener('error', () => leave('error'))
  socket.addEventListener('close', () => leave('closed'))

  function greeted(): void {
    clearTimeout(impatience)
    stopping.removeEventListener('abort', abandon)
  }

  function leave(reason: string): void {
    greeted()
    unwatch()
    hello.reject(new Error(`the Socket Mode connection ended: ${reason}`))
    leaving.resolve(reason)
    gone.resolve()
    socket.close()
  }

  async function answer({ envelope_id, payload, retry_attempt, retry_reason }: Envelope): Promise<void> {
    if (stopping.aborted) return
    try {
      const delivery = deliveryFrom(payload)
      if (isRateLimitNotice(payload)) log.warn('Slack holds back events: there are too many')
      else if (delivery === null) log.warn('Slack sent an envelope that nothing handles')
      const retry =
        retry_attempt === undefined ? undefined : { num: retry_attempt, reason: retry_reason ?? '' }
      const answered = delivery && (await deliver(delivery, retry))
      // An answer on a closed connection is lost; Slack delivers again and reads the same answer.
      socket.send(
        JSON.stringify({
          envelope_id,
          ...(answered !== null && answered !== undefined && { payload: answered }),
        }),
      )
    } catch (error) {
      log.warn({ err: error }, 'an envelope from Slack could not be handled')
    }
  }

  await hello.promise
  greeted()
  return {
    leaving: leaving.promise,
    gone: gone.promise,
    async close() {
      await answering.idle()
      leave('closed by us')
    },
  }
}

function frameFrom(data: unknown): z.infer<typeof frame> | null {
  try {
    return frame.safeParse(JSON.parse(String(data))).data ?? null
  } catch {
    return null
  }
}

/** Calls `dead` when pings have come and then stop. Node answers pings, and tells of them only on this channel. */
function watchPings(socket: WebSocket, dead: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const pinged = (message: unknown): void => {
    if ((message as { websocket?: unknown }).websocket !== socket) return
    clearTimeout(timer)
    timer = setTimeout(dead, silence)
    timer.unref()
  }
  subscribe('undici:websocket:ping', pinged)
  return () => {
    clearTimeout(timer)
    unsubscribe('undici:websocket:ping', pinged)
  }
}
