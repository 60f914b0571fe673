/** One outside system, as the engine needs it: one file each in drivers/. */
import type { Attempt, Outcome } from './attempt.ts'

/** The feature gives `Payload` at each run. It holds addresses, words and secrets, so it is never stored or logged. */
export interface Driver<Payload> {
  /** Stands in every attempt: `page hook`. */
  kind: string
  /** Makes the call, once. `attempt` has the ids by which a repeat can be recognised. */
  send(payload: Payload, attempt: Attempt): Promise<Outcome>
  /** Only for systems that can be asked. Left out when a repeat has no second effect, or when no outcome can be known. */
  look?: Look<Payload>
  /** Ends what still rings. Only where the system can do that; `attempt` has its id there. */
  stop?(payload: Payload, attempt: Attempt): Promise<Outcome>
  /** True where it is ended by a name of ours, so that its id there is not needed. */
  endsByName?: boolean
  /** True where what was delivered goes on there until it is ended. */
  lasts?: boolean
}

export interface Look<Payload> {
  /** Finds the outcome of an attempt, since `attempt.plannedAt` or by its reference. Null: the system never got it. */
  find(payload: Payload, attempt: Attempt): Promise<Outcome | null>
  /** The choice when the system cannot be asked either: a doubled ring is better than silence, a doubled ticket is not. */
  whenBlind: 'send' | 'wait'
}
