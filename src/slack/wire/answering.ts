/** Judges from calls that were answered or not if the other end is there, and when to try again. Pure. */
import { waitAfter } from '#time.ts'

export interface Answering {
  /** An answer came, whatever it says. */
  answered(): void
  /** No answer came. Says when to try again: calls that fail together count once. */
  missed(now: Date): Date
  /** True when nothing was answered for half a minute although calls were made. */
  readonly lost: boolean
  /** Until when nothing is sent; null when something may be. Only what is lost is waited for. */
  heldUntil(now: Date): Date | null
}

/** Milliseconds of silence that make it lost: shorter ones are a network's hiccup. */
const patience = 30_000
/** Milliseconds without any call after which an earlier silence says nothing any more. */
const forgotten = 300_000
const [firstWait, longestWait] = [1_000, 15_000]

export function createAnswering(): Answering {
  let failures = 0
  let until = 0
  let silentSince: number | null = null
  let last = 0
  let lost = false
  return {
    answered() {
      failures = 0
      until = 0
      silentSince = null
      lost = false
    },
    missed(at) {
      const now = at.getTime()
      if (silentSince === null || now - last > forgotten) silentSince = now
      last = now
      lost = now - silentSince >= patience
      if (now >= until) {
        failures += 1
        until = now + waitAfter(failures, firstWait, longestWait)
      }
      return new Date(until)
    },
    get lost() {
      return lost
    },
    heldUntil: (now) => (lost && now.getTime() < until ? new Date(until) : null),
  }
}
