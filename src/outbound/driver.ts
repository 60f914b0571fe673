/** One outside system, as the engine needs it: a file in drivers/ each. */
import type { Attempt, Outcome } from './attempt.ts'

/** `Payload` is given by the feature at each run: addresses, words and secrets are in it, so it is never stored or logged. */
export interface Driver<Payload> {
  /** Stands in every attempt: `page hook`. */
  kind: string
  /** Makes the call, once. `attempt` says by which ids a repeat can be recognised. */
  send(payload: Payload, attempt: Attempt): Promise<Outcome>
  /** For systems that can be asked. Left out where a repeat has no second effect, or nobody can know. */
  look?: Look<Payload>
}

export interface Look<Payload> {
  /** Finds out what became of an attempt, since `attempt.plannedAt` or by its reference. Null: the system never got it. */
  find(payload: Payload, attempt: Attempt): Promise<Outcome | null>
  /** For when the system cannot be asked either: a doubled ring is better than silence, a doubled ticket is not. */
  whenBlind: 'send' | 'wait'
}
