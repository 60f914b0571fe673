/** The way of letters to the bot: sent, judged by what their sender expects, and sent again as their sender would. */
import type { InFlight } from '../deliver/in-flight.ts'
import type { Later } from '../deliver/later.ts'
import type { SandboxClock } from '../surface.ts'
import type { Letter, Monitor, MonitorKind } from './monitor.ts'

export interface SentLetter {
  n: number
  /** The sandbox's clock. */
  at: string
  source: string
  kind: MonitorKind
  /** Such as `CheckoutErrors firing`. */
  about: string
  /** Counts from 1. */
  attempt: number
  /** 0 when there was no answer. */
  status: number
  /** Real milliseconds. */
  ms: number
  outcome: 'taken' | 'again' | 'given up'
  /** Something that the sender would stumble over although it was taken. */
  complaint?: string
}

export interface Parcel {
  source: string
  monitor: Monitor
  about: string
  letter: Letter
}

export interface Courier {
  /** Resolves once the first try is answered. */
  send(parcel: Parcel): Promise<SentLetter>
  sent(): readonly SentLetter[]
}

/** More are forgotten, the oldest first. */
const kept = 5_000

export function makeCourier(parts: {
  clock: SandboxClock
  later: Later
  inFlight: InFlight
  /** The bot's address on this machine; null while there is none. */
  bot: () => string | null
  changed(): void
}): Courier {
  const { clock, later, inFlight, bot, changed } = parts
  const sent: SentLetter[] = []
  let count = 0

  async function tried(parcel: Parcel, attempt: number): Promise<SentLetter> {
    const { source, monitor, about } = parcel
    const { triesAgain, complaint, pausesMs, patienceMs } = monitor.habits
    const began = performance.now()
    const { status, body } = await answered(bot(), parcel.letter, patienceMs)
    const isTaken = status >= 200 && status < 300
    const pause = isTaken || !triesAgain(status) ? undefined : pausesMs[attempt - 1]
    const problem = isTaken ? complaint(status, body) : null
    const entry: SentLetter = {
      n: (count += 1),
      at: clock.now().toISOString(),
      source,
      kind: monitor.kind,
      about,
      attempt,
      status,
      ms: Math.round(performance.now() - began),
      outcome: isTaken ? 'taken' : pause === undefined ? 'given up' : 'again',
      ...(problem !== null && { complaint: problem }),
    }
    sent.push(entry)
    if (sent.length > kept) sent.shift()
    if (pause !== undefined) {
      const when = new Date(clock.now().getTime() + pause)
      later.at(when, () => void inFlight.track(tried(parcel, attempt + 1)))
    }
    changed()
    return entry
  }

  return { send: (parcel) => inFlight.track(tried(parcel, 1)), sent: () => sent }
}

async function answered(
  bot: string | null,
  { path, headers, body }: Letter,
  patienceMs: number,
): Promise<{ status: number; body: string }> {
  if (bot === null) return { status: 0, body: '' }
  try {
    const signal = AbortSignal.timeout(patienceMs)
    const answer = await fetch(bot + path, { method: 'POST', headers, body, signal, redirect: 'manual' })
    return { status: answer.status, body: await answer.text() }
  } catch {
    return { status: 0, body: '' }
  }
}
