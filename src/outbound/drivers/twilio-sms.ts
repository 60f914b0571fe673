/** A text message, by Twilio or any company that speaks its API. */
import type { Attempt, Outcome } from '../attempt.ts'
import type { TellingDriver } from '../telling.ts'
import { accountFor, phoneBegun, twilio, type TwilioAccount } from '../twilio-account.ts'
import { fetchSince, isOutcome, seek, type TwilioThing } from '../twilio-list.ts'

/** Milliseconds between questions whether it arrived, and the age at which nobody asks any more. */
const [askEvery, askFor] = [5_000, 600_000]

export function twilioSms(accounts: readonly TwilioAccount[]): TellingDriver {
  return {
    kind: 'sms',
    async send({ to, text, callback, worthFor }, { nth }) {
      const account = accountFor(accounts, nth)
      const heard = await twilio(account, '/Messages.json', {
        To: to,
        From: account.from,
        Body: text,
        ValidityPeriod: String(Math.ceil(worthFor / 1000)),
        ...(callback !== null && { StatusCallback: callback }),
      })
      return phoneBegun(heard, nth % accounts.length !== 0, askEvery)
    },
    look: {
      whenBlind: 'send',
      async find({ to, taken, text }, attempt) {
        const account = accountFor(accounts, attempt.nth)
        const found = await seek(account, 'Messages', { to, taken, body: text }, attempt)
        return found === null || isOutcome(found) ? found : writtenThus(found, attempt)
      },
    },
  }
}

/** Reads a message's state. */
export function smsOutcome(status: string, code: string | null): Outcome {
  switch (status) {
    case 'delivered':
    case 'read':
      return { kind: 'delivered' }
    case 'undelivered':
    case 'failed':
    case 'canceled':
      return { kind: 'unanswered', code: code ?? status }
    default:
      return { kind: 'sent', askAfter: askEvery }
  }
}

function writtenThus(
  { sid, status, error_code: code = null }: TwilioThing,
  { plannedAt, statusAt }: Attempt,
): Outcome {
  const outcome = smsOutcome(status, code === null ? null : String(code))
  if (outcome.kind !== 'sent') return { ...outcome, reference: sid } as Outcome
  return { kind: 'sent', reference: sid, ...(+statusAt - +plannedAt < askFor && { askAfter: askEvery }) }
}

export interface SmsReply {
  id: string
  from: string
  text: string
}

/** Replies from a number since then; for companies whose replies cannot reach Muster. */
export async function fetchReplies(
  accounts: readonly TwilioAccount[],
  from: string,
  since: Date,
): Promise<SmsReply[]> {
  const lists = await Promise.all(
    accounts.map((account) => fetchSince(account, 'Messages', { To: account.from, From: from }, since)),
  )
  return lists
    .flatMap((list) => list ?? [])
    .filter(({ direction }) => direction === 'inbound')
    .map(({ sid, body }) => ({ id: sid, from, text: body ?? '' }))
}
