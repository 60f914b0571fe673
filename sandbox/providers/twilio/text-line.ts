/** The way of a text message to a phone and back. On the sandbox's clock. */
import type { Fate } from '../provider-faults.ts'
import type { Handset } from '../handsets.ts'
import { segmentsOf, type TextMessage, type TextStatus } from './text-message.ts'
import { readTwiml } from './twiml.ts'
import type { TwilioParts } from './twilio-parts.ts'

type NewText = Pick<TextMessage, 'account' | 'to' | 'from' | 'body' | 'tells' | 'direction'>

export interface TextLine {
  send(wanted: NewText, fate: Fate, validity: number | null): TextMessage
  /** A person's own text to one of our numbers, whose webhook is asked. False when the number is nobody's. */
  receive(handset: Handset, to: string, body: string, webhook: string | null): boolean
}

/** Milliseconds from the request to the network, and from there to the phone. */
const takes = { sending: 1_000, delivering: 2_000 }
/** Seconds after which the network gives up when the message says nothing. */
const usualValidity = 14_400

export function makeTextLine(parts: TwilioParts): TextLine {
  const { clock, later, handsets, callbacks, changed, messages } = parts

  function after(ms: number, task: () => void): void {
    later.at(new Date(clock.now().getTime() + ms), task)
  }

  function move(message: TextMessage, status: TextStatus, errorCode: number | null = null): void {
    message.status = status
    message.errorCode = errorCode
    message.updatedAt = clock.now()
    changed()
    if (message.tells === null) return
    callbacks.tell(message.account, message.tells, {
      ...textParams(message),
      MessageStatus: status,
      SmsStatus: status,
      ...(errorCode === null ? {} : { ErrorCode: String(errorCode) }),
    })
  }

  function send(wanted: NewText, fate: Fate, validity: number | null): TextMessage {
    const now = clock.now()
    const message: TextMessage = {
      ...wanted,
      sid: parts.sid('SM'),
      status: 'queued',
      createdAt: now,
      updatedAt: now,
      sentAt: null,
      errorCode: null,
    }
    messages.push(message)
    after(takes.sending, () => {
      message.sentAt = clock.now()
      move(message, 'sent')
      carry(message, fate, (validity ?? usualValidity) * 1000)
    })
    return message
  }

  function carry(message: TextMessage, fate: Fate, validMs: number): void {
    const handset = handsets.reachedBy('number', message.to)
    const lost = fate.undelivered ?? (handset === undefined ? { code: 30005 } : undefined)
    if (lost !== undefined || handset === undefined) {
      const code = lost?.code
      if (code !== undefined) after(takes.delivering, () => move(message, 'undelivered', code))
      return
    }
    const isOpen = (): boolean => message.status === 'sent'
    after(takes.delivering + fate.lateMs, () =>
      handsets.arrive(handset, () => {
        if (!isOpen()) return
        show(handset, message, message.from, false)
        handsets.ring(handset, { way: 'text', id: message.sid })
        move(message, 'delivered')
      }),
    )
    after(validMs, () => isOpen() && move(message, 'undelivered', 30003))
  }

  function show(handset: Handset, { sid: id, body }: TextMessage, other: string, mine: boolean): void {
    handset.texts.push({ id, at: clock.now().toISOString(), other, mine, body })
    changed()
  }

  function receive(handset: Handset, to: string, body: string, webhook: string | null): boolean {
    const account = parts.accounts.find((one) => one.numbers.includes(to))
    const from = handset.number
    if (!account || from === undefined) return false
    const now = clock.now()
    const message: TextMessage = {
      sid: parts.sid('SM'),
      account,
      to,
      from,
      body,
      status: 'received',
      direction: 'inbound',
      createdAt: now,
      updatedAt: now,
      sentAt: now,
      errorCode: null,
      tells: null,
    }
    messages.push(message)
    show(handset, message, to, true)
    const word = body.trim().toUpperCase()
    if (stops.includes(word)) parts.optedOut.add(`${to} ${from}`)
    if (starts.includes(word)) parts.optedOut.delete(`${to} ${from}`)
    if (webhook !== null) void hand(message, webhook)
    return true
  }

  async function hand(message: TextMessage, webhook: string): Promise<void> {
    const { account, to, from, body } = message
    const answer = await callbacks.ask(account, webhook, {
      ...textParams(message),
      SmsMessageSid: message.sid,
      SmsStatus: 'received',
      Body: body,
      NumMedia: '0',
      NumSegments: String(segmentsOf(body)),
    })
    if (!answer || answer.status !== 200 || !/\bxml\b/.test(answer.contentType)) return
    for (const verb of readTwiml(answer.text)) {
      if (verb.verb !== 'Message') continue
      const reply = { account, to: from, from: to, body: verb.text, tells: null }
      send({ ...reply, direction: 'outbound-reply' }, { lateMs: 0 }, null)
    }
  }

  return { send, receive }
}

const stops = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT']
const starts = ['START', 'YES', 'UNSTOP']

function textParams({ sid, account, to, from }: TextMessage): Record<string, string> {
  return {
    MessageSid: sid,
    SmsSid: sid,
    AccountSid: account.sid,
    From: from,
    To: to,
    ApiVersion: '2010-04-01',
  }
}
