/** Slack, as the reconciler sees it. `slack/gateway.ts` is the implementation. */
import type { Urgency } from './urgency.ts'

/** The outcome of one call. */
export type CallOutcome =
  | { kind: 'ok'; body: Record<string, unknown> }
  /** Not carried out: the limit is reached. Try again at `at`. */
  | { kind: 'later'; at: Date }
  /** Slack said no, and would say it again: its error code and whole answer. */
  | { kind: 'refused'; error: string; body: Record<string, unknown> }
  /** Nobody knows whether it was carried out: time-out, lost connection, 5xx. */
  | { kind: 'unknown'; why: string }

export type Failed = Exclude<CallOutcome, { kind: 'ok' }>

export interface SlackPort {
  /** Our own user id, so that own messages can be told from others. */
  readonly botUserId: string
  /** Makes one Web API call, or says when it may be made. Never waits for a limit, never throws. */
  call(method: string, args: Record<string, unknown>, urgency: Urgency): Promise<CallOutcome>
}
