/** Takes in what a telephone company sends: keys pressed in a call, replies by SMS, and how calls and messages went. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { PhoneOutcome, SaidByPhone } from '#escalation/phone-delivery.ts'
import { twimlNothing, twimlReply, twimlText } from '#messages/phone/twiml.ts'
import { phoneAnswered, textAnswered } from '#messages/phone/phone-replies.ts'
import { isTwilioSigned } from './twilio-signature.ts'

export interface TwilioHookParts {
  /** Keeps it, decides it, and says what became of it. */
  hear: (id: string, said: SaidByPhone) => Promise<{ outcome: PhoneOutcome }>
  /** Of all accounts: each signs with its own. */
  tokens: readonly string[]
  publicUrl: string
  log: { warn(fields: object, words: string): void }
}

/** The longest body taken, in bytes. */
const longest = 65_536

const said: Record<string, (form: URLSearchParams) => { id: string; said: SaidByPhone } | null> = {
  voice: keyIn,
  sms: smsIn,
  status: statusIn,
}

export function twilioHooks({ hear, tokens, publicUrl, log }: TwilioHookParts): Hono {
  const hooks = new Hono()
  // Nobody has shown yet who they are: what is too long is not read to its end.
  hooks.use('/hooks/twilio/*', bodyLimit({ maxSize: longest, onError: (c) => c.text('', 413) }))
  hooks.post('/hooks/twilio/:what{voice|sms|status}', async (c) => {
    const what = c.req.param('what')
    const raw = Buffer.from(await c.req.arrayBuffer())
    const { pathname, search } = new URL(c.req.url)
    const address = `${publicUrl}${pathname}${search}`
    if (!isTwilioSigned(tokens, address, raw, c.req.header('x-twilio-signature'))) return c.text('', 403)
    const heard = said[what]?.(new URLSearchParams(raw.toString('utf8')))
    c.header('content-type', 'text/xml; charset=utf-8')
    if (!heard) return c.body(twimlNothing)
    try {
      const { outcome } = await hear(heard.id, heard.said)
      return c.body(answerTo(what, outcome))
    } catch (error) {
      log.warn({ err: error, hook: what }, 'a word of the telephone company could not be taken')
      // Busy, not wrong: it comes again.
      return c.text('', 503)
    }
  })
  return hooks
}

/** Said in the call, or written back. */
function answerTo(what: string, outcome: PhoneOutcome): string {
  if (what === 'voice') return twimlReply(phoneAnswered(outcome))
  const says = what === 'sms' ? textAnswered(outcome) : null
  return says === null ? twimlNothing : twimlText(says)
}

/** Their ids and states are words of these letters, and short. */
function wordIn(form: URLSearchParams, name: string): string | null {
  const value = form.get(name)
  return value !== null && /^[\w-]{1,64}$/.test(value) ? value : null
}

function keyIn(form: URLSearchParams): { id: string; said: SaidByPhone } | null {
  const [call, digits] = [wordIn(form, 'CallSid'), form.get('Digits') ?? '']
  if (!call || !/^[\d*#]{1,8}$/.test(digits)) return null
  const to = (form.get('To') ?? '').slice(0, 40)
  return { id: `key:${call}:${digits}`, said: { kind: 'key', call, to, digits } }
}

function smsIn(form: URLSearchParams): { id: string; said: SaidByPhone } | null {
  const [sid, from] = [wordIn(form, 'MessageSid'), form.get('From')]
  if (!sid || !from) return null
  const text = (form.get('Body') ?? '').slice(0, 200)
  return { id: `sms:${sid}`, said: { kind: 'sms', from: from.slice(0, 40), text } }
}

function statusIn(form: URLSearchParams): { id: string; said: SaidByPhone } | null {
  const isCall = form.has('CallSid')
  const sid = wordIn(form, isCall ? 'CallSid' : 'MessageSid')
  const status = wordIn(form, isCall ? 'CallStatus' : 'MessageStatus')
  if (!sid || !status) return null
  const of = isCall ? 'call' : 'sms'
  const [answeredBy, code] = [wordIn(form, 'AnsweredBy'), wordIn(form, 'ErrorCode')]
  return { id: `status:${sid}:${status}`, said: { kind: 'status', of, sid, status, answeredBy, code } }
}
