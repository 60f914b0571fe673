/** A POST to another system, and the meaning of its answer. */
import { systemClock } from '#clock.ts'
import type { Outcome } from './attempt.ts'

export interface Posted {
  url: string
  headers: Record<string, string>
  body: string
  /** Milliseconds. */
  answerWithin: number
}

/** Posts, and uses only the answer's status and `Retry-After`: no body is kept, and no redirect followed. */
export async function post({ url, headers, body, answerWithin }: Posted): Promise<Outcome> {
  try {
    const signal = AbortSignal.timeout(answerWithin)
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
    await response.body?.cancel()
    return meaning(response)
  } catch (error) {
    return thrown(error)
  }
}

/** Client errors that may pass: time-out, too early, too many. */
const passing = new Set([408, 425, 429])

/** Reads the fate of a request from its answer. */
export function meaning({ status, ok, headers }: Response): Outcome & { code: string } {
  const code = String(status)
  if (ok) return { kind: 'delivered', code }
  if (status < 500 && !passing.has(status)) return { kind: 'refused', code }
  const after = waitIn(headers.get('retry-after'))
  return { kind: 'later', code, ...(after !== null && { after }) }
}

/** Milliseconds from `Retry-After`: seconds, or a date by the real clock. */
function waitIn(retryAfter: string | null): number | null {
  if (retryAfter === null) return null
  const seconds = /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : null
  const ms = seconds === null ? Date.parse(retryAfter) - systemClock.now().getTime() : seconds * 1000
  return Number.isNaN(ms) ? null : Math.max(1000, ms)
}

/** Errors that mean nothing was sent: the system was not reached. */
const unreached = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** Reads the fate of a request that has no answer. */
export function thrown(error: unknown): Outcome & { code: string } {
  if (error instanceof Error && error.name === 'TimeoutError') return { kind: 'unknown', code: 'time-out' }
  const cause = error instanceof Error ? error.cause : null
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no-answer'
  return { kind: unreached.has(code) ? 'later' : 'unknown', code }
}
