import type { InFlight } from './in-flight.ts'
import type { WritableJournal } from '../serve/journal.ts'
import type { Later } from './later.ts'
import type { EventFaults, JournalledDelivery, SandboxClock } from '../surface.ts'

/** Something for the bot, in the words of Socket Mode's envelope types. */
export interface Parcel {
  kind: 'events_api' | 'slash_commands' | 'interactive'
  type: string
  summary: string
  payload: Record<string, unknown>
}

export interface Retry {
  num: number
  reason: string
}

export type Carried =
  | { ok: true; status: string; answer: unknown }
  | { ok: false; status: string; reason: string; noRetry?: boolean }

/** A way to reach the bot. */
export interface Carrier {
  name: 'http' | 'socket'
  isConnected(): boolean
  carry(parcel: Parcel, retry?: Retry): Promise<Carried>
}

export interface Delivery {
  /** Once, and the answer is for a person who waits. */
  ask(parcel: Parcel): Promise<Carried>
  /** Until acknowledged, at most three more times. */
  send(parcel: Parcel): void
  /** Lets go of events held back to be reversed, unless they still are. */
  release(): void
  isConnected(): boolean
}

/** The waits before Slack tries an event again: at once, after a minute, after five, on the sandbox clock. */
const RETRY_AFTER_MS = [0, 60_000, 300_000]

export function makeDelivery(parts: {
  http: Carrier
  socket: Carrier
  journal: WritableJournal
  later: Later
  inFlight: InFlight
  clock: SandboxClock
  eventFaults: () => EventFaults
  isDown: () => boolean
}): Delivery {
  let held: Parcel[] = []

  function carrier(): Carrier | undefined {
    if (parts.isDown()) return undefined
    return [parts.http, parts.socket].find((c) => c.isConnected())
  }

  async function attempt(parcel: Parcel, entry: JournalledDelivery, retry?: Retry): Promise<Carried> {
    const by = carrier()
    const started = performance.now()
    const carried: Carried = by
      ? await by.carry(parcel, retry)
      : { ok: false, reason: 'connection_failed', status: 'no bot connected' }
    const ms = Math.round(performance.now() - started)
    entry.via = by?.name ?? 'none'
    entry.attempts.push({ at: new Date().toISOString(), ok: carried.ok, status: carried.status, ms })
    return carried
  }

  function journalled(parcel: Parcel): JournalledDelivery {
    const { type, summary, payload } = parcel
    return parts.journal.delivery({ via: 'none', type, summary, payload })
  }

  async function persist(
    parcel: Parcel,
    entry: JournalledDelivery,
    tried: number,
    reason: string,
  ): Promise<void> {
    const retry = tried === 0 ? undefined : { num: tried, reason }
    const carried = await attempt(parcel, entry, retry)
    if (carried.ok || carried.noRetry) return
    const wait = RETRY_AFTER_MS[tried]
    if (wait === undefined) return
    if (wait === 0) return persist(parcel, entry, tried + 1, carried.reason)
    const when = new Date(parts.clock.now().getTime() + wait)
    parts.later.at(when, () => void parts.inFlight.track(persist(parcel, entry, tried + 1, carried.reason)))
  }

  function launch(parcel: Parcel): void {
    const { copies, delayMinutes } = parts.eventFaults()
    const entry = journalled(parcel)
    const go = (): void => {
      for (let copy = 0; copy < Math.max(1, copies); copy += 1) {
        void parts.inFlight.track(persist(parcel, entry, 0, ''))
      }
    }
    if (delayMinutes > 0) parts.later.at(new Date(parts.clock.now().getTime() + delayMinutes * 60_000), go)
    else go()
  }

  function release(): void {
    const { reverse } = parts.eventFaults()
    if (held.length < reverse) return
    const leaving = reverse > 1 ? held.reverse() : held
    held = []
    for (const each of leaving) launch(each)
  }

  return {
    isConnected: () => carrier() !== undefined,
    ask: (parcel) => parts.inFlight.track(attempt(parcel, journalled(parcel))),
    send(parcel) {
      held.push(parcel)
      release()
    },
    release,
  }
}
