/** A phone call, by Twilio or any company that speaks its API. */
import { type Attempt, machine, type Outcome } from '../attempt.ts'
import type { TellingDriver } from '../telling.ts'
import { accountFor, phoneBegun, twilio, type TwilioAccount } from '../twilio-account.ts'
import { isOutcome, seek, type TwilioThing } from '../twilio-list.ts'

/** Milliseconds between questions how a call goes, and the age at which it is over whatever is said. */
const [askEvery, longest] = [5_000, 600_000]

/** Seconds: voicemail answers after some thirty. */
const [ringFor, mostTalk] = ['28', '180']

export function twilioCall(accounts: readonly TwilioAccount[]): TellingDriver {
  return {
    kind: 'call',
    async send({ to, text, callback }, { nth }) {
      const account = accountFor(accounts, nth)
      const heard = await twilio(account, '/Calls.json', {
        To: to,
        From: account.from,
        Twiml: text,
        Timeout: ringFor,
        TimeLimit: mostTalk,
        MachineDetection: 'Enable',
        AsyncAmd: 'true',
        ...(callback !== null && {
          StatusCallback: callback,
          StatusCallbackEvent: ['answered', 'completed'],
        }),
      })
      return phoneBegun(heard, nth % accounts.length !== 0, askEvery)
    },
    look: {
      whenBlind: 'send',
      async find(telling, attempt) {
        const found = await seek(accountFor(accounts, attempt.nth), 'Calls', telling, attempt)
        return found === null || isOutcome(found) ? found : calledThus(found, attempt)
      },
    },
    async stop(_, { nth, reference }) {
      const account = accountFor(accounts, nth)
      const path = `/Calls/${encodeURIComponent(reference ?? '')}.json`
      const heard = await twilio(account, path, { Status: 'completed' })
      // A call that has ended meanwhile cannot be ended, and need not be.
      return heard.ok || heard.outcome.kind === 'refused' ? { kind: 'delivered' } : heard.outcome
    },
  }
}

/** Reads a call's state. Nobody picking up, and a machine, is nobody reached. */
export function callOutcome(status: string, answeredBy: string | null): Outcome {
  // It may talk for minutes: the next way does not wait for its end.
  const isMachine = answeredBy !== null && /^(machine|fax)/.test(answeredBy)
  if (isMachine && (status === 'in-progress' || status === 'completed'))
    return { kind: 'unanswered', code: machine }
  switch (status) {
    case 'busy':
    case 'failed':
    case 'no-answer':
    case 'canceled':
      return { kind: 'unanswered', code: status }
    case 'completed':
      return { kind: 'delivered', code: status }
    default:
      return { kind: 'sent', code: status, askAfter: askEvery }
  }
}

function calledThus(
  { sid, status, answered_by: by }: TwilioThing,
  { plannedAt, statusAt }: Attempt,
): Outcome {
  const outcome = callOutcome(status, by ?? null)
  if (outcome.kind !== 'sent') return { ...outcome, reference: sid } as Outcome
  if (+statusAt - +plannedAt > longest) return { kind: 'unanswered', code: 'unended', reference: sid }
  return { ...outcome, reference: sid }
}
