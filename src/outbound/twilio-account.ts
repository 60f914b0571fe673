/** One account of a telephone company that speaks Twilio's API, and what its answers mean. */
import { z } from 'zod'
import type { Outcome } from './attempt.ts'
import { askSystem, type SystemAnswer } from './ask-system.ts'

export interface TwilioAccount {
  sid: string
  token: string
  /** The number it calls and writes from, as E.164. */
  from: string
  /** The base address of its API. */
  url: string
}

/** Codes about the number that was called, whichever account calls it. */
const ofTheNumber = new Set([
  13_223, 13_224, 13_226, 21_210, 21_211, 21_214, 21_217, 21_219, 21_401, 21_408, 21_610, 21_612, 21_614,
  21_617,
])

/** The account for this try: the second is tried when the first refused or did not answer, and so on in turn. */
export function accountFor(accounts: readonly TwilioAccount[], nth: number): TwilioAccount {
  const account = accounts[(nth - 1) % accounts.length]
  if (account === undefined) throw new Error('There is no telephone account')
  return account
}

/** `path`: what follows the account, such as `/Calls.json`. */
export async function twilio(
  { sid, token, url }: Pick<TwilioAccount, 'sid' | 'token' | 'url'>,
  path: string,
  form?: Record<string, string | readonly string[]>,
): Promise<SystemAnswer> {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(form ?? {}))
    for (const one of [value].flat()) body.append(name, one)
  return askSystem({
    method: form ? 'POST' : 'GET',
    url: `${url}/2010-04-01/Accounts/${encodeURIComponent(sid)}${path}`,
    headers: { authorization: `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}` },
    ...(form && { body }),
  })
}

const made = z.object({ sid: z.string() })

/** Reads the answer to a new call or message; `askAfter`: milliseconds until it can be asked for how it went. */
export function phoneBegun(heard: SystemAnswer, hasOther: boolean, askAfter: number): Outcome {
  if (!heard.ok) return phoneRefusal(heard, hasOther)
  const read = made.safeParse(heard.json)
  if (!read.success) return { kind: 'unknown', code: 'unreadable' }
  return { kind: 'sent', reference: read.data.sid, askAfter }
}

/** Reads a refusal. Another account that is left is tried at once. */
function phoneRefusal(heard: Extract<SystemAnswer, { ok: false }>, hasOther: boolean): Outcome {
  const { outcome, json } = heard
  const code = codeIn(json)
  if (outcome.kind === 'unknown') return hasOther ? { ...outcome, after: 0 } : outcome
  if (outcome.kind === 'refused' && code !== null && ofTheNumber.has(code))
    return { kind: 'refused', code: String(code) }
  const said = String(code ?? outcome.code)
  const own = ['401', '403', '404'].includes(outcome.code)
  if (hasOther) return { kind: 'later', code: said, after: 0 }
  // An account that is locked or being paid for is tried again; an argument that it refuses is not.
  return outcome.kind === 'refused' && !own
    ? { ...outcome, code: said }
    : { ...outcome, kind: 'later', code: said }
}

function codeIn(json: unknown): number | null {
  if (typeof json !== 'object' || json === null || !('code' in json)) return null
  return typeof json.code === 'number' ? json.code : null
}
