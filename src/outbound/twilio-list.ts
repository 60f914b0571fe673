/** Calls and messages as a telephone company lists them. */
import { z } from 'zod'
import type { Attempt, Outcome } from './attempt.ts'
import { twilio, type TwilioAccount } from './twilio-account.ts'

const resource = z.object({
  sid: z.string(),
  status: z.string(),
  date_created: z.string().nullish(),
  direction: z.string().nullish(),
  answered_by: z.string().nullish(),
  error_code: z.union([z.number(), z.string()]).nullish(),
  body: z.string().nullish(),
})

export type TwilioThing = z.infer<typeof resource>

export type TwilioKind = 'Calls' | 'Messages'

/** Their clock may be behind ours by so many milliseconds. */
const apart = 20_000

/** One by its id. Null: there is none. */
export async function fetchOne(
  account: TwilioAccount,
  kind: TwilioKind,
  sid: string,
): Promise<TwilioThing | null | Outcome> {
  const heard = await twilio(account, `/${kind}/${encodeURIComponent(sid)}.json`)
  if (!heard.ok) return heard.outcome.code === '404' ? null : { kind: 'later', code: heard.outcome.code }
  const read = resource.safeParse(heard.json)
  return read.success ? read.data : { kind: 'later', code: 'unreadable' }
}

/** Those to or from a number since then, the newest first. Null: the company could not be asked. */
export async function fetchSince(
  account: TwilioAccount,
  kind: TwilioKind,
  between: { To: string; From?: string },
  since: Date,
): Promise<TwilioThing[] | null> {
  const query = new URLSearchParams({ ...between, PageSize: '50' })
  const heard = await twilio(account, `/${kind}.json?${query.toString()}`)
  if (!heard.ok) return null
  const key = kind.toLowerCase()
  const read = z.object({ [key]: z.array(resource) }).safeParse(heard.json)
  if (!read.success) return null
  return (read.data[key] ?? []).filter(({ date_created: at }) => !(Date.parse(at ?? '') < +since - apart))
}

/** Finds what an attempt left behind: by its id, or else among what went to that number since. */
export async function seek(
  account: TwilioAccount,
  kind: TwilioKind,
  { to, taken, body }: { to: string; taken: readonly string[]; body?: string },
  { reference, plannedAt }: Attempt,
): Promise<TwilioThing | null | Outcome> {
  if (reference !== null) return fetchOne(account, kind, reference)
  const all = await fetchSince(account, kind, { To: to }, plannedAt)
  if (all === null) return { kind: 'later', code: 'no-look' }
  const ours = all.filter(
    (one) =>
      one.direction !== 'inbound' && !taken.includes(one.sid) && (body === undefined || one.body === body),
  )
  return ours.at(-1) ?? null
}

export function isOutcome(found: TwilioThing | Outcome): found is Outcome {
  return 'kind' in found
}
