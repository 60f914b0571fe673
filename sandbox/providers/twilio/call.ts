import type { PhoneCall } from '../phone.ts'
import type { Fate } from '../provider-faults.ts'
import { mailDate } from './listing.ts'
import type { TelephonyAccount } from './account.ts'

export type CallStatus =
  | 'queued'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'failed'
  | 'no-answer'
  | 'canceled'

export interface Call {
  sid: string
  account: TelephonyAccount
  to: string
  from: string
  status: CallStatus
  createdAt: Date
  updatedAt: Date
  /** Dialled. */
  startedAt: Date | null
  answeredAt: Date | null
  endedAt: Date | null
  answeredBy: 'human' | 'machine_start' | null
  /** The document to begin with. */
  begins: { twiml: string } | { url: string }
  /** Seconds of ringing. */
  timeout: number
  timeLimit: number
  tells: { url: string; events: readonly string[] } | null
  detects: 'no' | 'first' | { meanwhile: string | null }
  fate: Fate
  /** Events told so far. */
  told: number
  /** Counts documents: one that was replaced goes on no further. */
  document: number
  /** The keys waited for. */
  gather: ((keys: string | null) => void) | null
  /** As its phone shows it; null while no phone knows of it. */
  shown: PhoneCall | null
}

export const overStatuses: readonly CallStatus[] = ['completed', 'busy', 'failed', 'no-answer', 'canceled']

export function callJson(call: Call): Record<string, unknown> {
  const { sid, account, endedAt } = call
  const uri = `/2010-04-01/Accounts/${account.sid}/Calls/${sid}`
  const isOver = endedAt !== null
  return {
    sid,
    account_sid: account.sid,
    api_version: '2010-04-01',
    direction: 'outbound-api',
    to: call.to,
    to_formatted: call.to,
    from: call.from,
    from_formatted: call.from,
    status: call.status,
    answered_by: call.answeredBy,
    date_created: mailDate(call.createdAt),
    date_updated: mailDate(call.updatedAt),
    start_time: mailDate(call.startedAt),
    end_time: mailDate(endedAt),
    duration: isOver ? String(secondsOf(call)) : null,
    queue_time: '0',
    parent_call_sid: null,
    phone_number_sid: null,
    forwarded_from: null,
    caller_name: null,
    group_sid: null,
    trunk_sid: null,
    annotation: null,
    price: null,
    price_unit: 'USD',
    uri: `${uri}.json`,
    subresource_uris: { events: `${uri}/Events.json`, recordings: `${uri}/Recordings.json` },
  }
}

export function secondsOf({ answeredAt, endedAt }: Call): number {
  if (answeredAt === null || endedAt === null) return 0
  return Math.round((endedAt.getTime() - answeredAt.getTime()) / 1000)
}

/** The parameters of every request about a call. */
export function callParams(call: Call): Record<string, string> {
  return {
    CallSid: call.sid,
    AccountSid: call.account.sid,
    From: call.from,
    To: call.to,
    Caller: call.from,
    Called: call.to,
    Direction: 'outbound-api',
    ApiVersion: '2010-04-01',
    CallStatus: call.status,
    ...(call.answeredBy === null ? {} : { AnsweredBy: call.answeredBy }),
  }
}
