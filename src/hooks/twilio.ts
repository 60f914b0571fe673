/** What a telephone company sends: keys pressed in a call, replies by SMS, and how calls and messages went. */
import { Hono } from 'hono'
import type { PhoneOutcome, SaidByPhone } from '#escalation/phone-delivery.ts'
import { twimlNothing, twimlReply } from '#messages/phone/twiml.ts'
import { phoneAnswered } from '#messages/phone/phone-replies.ts'
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
  hooks.post('/hooks/twilio/:what{voice|sms|status}', async (c) => {
    const what = c.req.param('what')
    const raw = Buffer.from(await c.req.arrayBuffer())
    if (raw.length > longest) return c.text('', 413)
    const { pathname, search } = new URL(c.req.url)
    const address = `${publicUrl}${pathname}${search}`
    if (!isTwilioSigned(tokens, address, raw, c.req.header('x-twilio-signature'))) return c.text('', 403)
    const heard = said[what]?.(new URLSearchParams(raw.toString('utf8')))
    c.header('content-type', 'text/xml; charset=utf-8')
    if (!heard) return c.body(twimlNothing)
    try {
      const { outcome } = await hear(heard.id, heard.said)
      return c.body(what === 'voice' ? twimlReply(phoneAnswered(outcome)) : twimlNothing)
    } catch (error) {
      log.warn({ err: error, hook: what }, 'a word of the telephone company could not be taken')
      // Busy, not wrong: it comes again.
      return c.text('', 503)
    }
  })
  return hooks
}

function keyIn(form: URLSearchParams): { id: string; said: SaidByPhone } | null {
  const [call, to, digits] = [form.get('CallSid'), form.get('To'), form.get('Digits')]
  if (!call || !digits) return null
  return { id: `key:${call}:${digits.slice(0, 8)}`, said: { kind: 'key', call, to: to ?? '', digits } }
}

function smsIn(form: URLSearchParams): { id: string; said: SaidByPhone } | null {
  const [sid, from, text] = [form.get('MessageSid'), form.get('From'), form.get('Body')]
  if (!sid || !from) return null
  return { id: `sms:${sid}`, said: { kind: 'sms', from, text: (text ?? '').slice(0, 200) } }
}

function statusIn(form: URLSearchParams): { id: string; said: SaidByPhone } | null {
  const isCall = form.has('CallSid')
  const sid = form.get(isCall ? 'CallSid' : 'MessageSid')
  const status = form.get(isCall ? 'CallStatus' : 'MessageStatus')
  if (!sid || !status) return null
  return {
    id: `status:${sid}:${status}`,
    said: {
      kind: 'status',
      of: isCall ? 'call' : 'sms',
      sid,
      status,
      answeredBy: form.get('AnsweredBy'),
      code: form.get('ErrorCode'),
    },
  }
}
