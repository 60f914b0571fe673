/** Requests about messages: send one, find them, ask about one. */
import type { ProviderAnswer, TakenRequest } from '../http.ts'
import type { Fate } from '../provider-faults.ts'
import { listed, pageJson } from './listing.ts'
import type { TextLine } from './text-line.ts'
import { messageJson, type TextMessage } from './text-message.ts'
import { isNumber, requireKnown, requireUrl, twilioRefusal, wholeNumber } from './refusals.ts'
import type { TwilioAsked, TwilioParts } from './twilio-parts.ts'

const known = ['To', 'From', 'Body', 'StatusCallback', 'ValidityPeriod', 'SmartEncoded', 'ProvideFeedback']
/** Seconds. */
const longestValidity = 36_000

export function messageRequests(parts: TwilioParts, line: TextLine): (asked: TwilioAsked) => TakenRequest {
  function send({ account, form }: TwilioAsked): TakenRequest {
    requireKnown(form, known)
    const [to, from, body] = [form.get('To') ?? '', form.get('From') ?? '', form.get('Body') ?? '']
    if (to === '') throw twilioRefusal(21604)
    if (!isNumber(to)) throw twilioRefusal(21211)
    if (from === '') throw twilioRefusal(21603)
    if (!isNumber(from)) throw twilioRefusal(21212)
    if (!account.numbers.includes(from)) throw twilioRefusal(21606)
    if (to === from) throw twilioRefusal(21266)
    if (body.trim() === '') throw twilioRefusal(21602)
    if (body.length > 1600) throw twilioRefusal(21617)
    const tells = form.get('StatusCallback')
    requireUrl(tells, 21609)
    const validity = wholeNumber(form.get('ValidityPeriod'), { from: 1, to: longestValidity })
    const effect = (fate: Fate): ProviderAnswer => {
      if (parts.optedOut.has(`${from} ${to}`)) throw twilioRefusal(21610)
      const message = line.send({ account, to, from, body, tells, direction: 'outbound-api' }, fate, validity)
      return { status: 201, body: messageJson(message) }
    }
    return { way: 'sms', to, account: account.sid, effect }
  }

  function look(account: string, to: string, effect: () => ProviderAnswer): TakenRequest {
    return { way: 'look', to, account, effect }
  }

  return function take(asked) {
    const { account, method, id, query } = asked
    const mine = (): TextMessage[] => parts.messages.filter((one) => one.account === account)
    if (id !== undefined) {
      const message = mine().find((one) => one.sid === id)
      if (!message) throw twilioRefusal(20404, 404)
      if (method === 'POST') throw twilioRefusal(20001)
      return look(account.sid, message.to, () => ({ status: 200, body: messageJson(message) }))
    }
    if (method === 'POST') return send(asked)
    return look(account.sid, query.get('To') ?? '', () => {
      const { found, ...page } = listed(mine(), query, { name: 'DateSent', of: (one) => one.sentAt })
      const body = pageJson({ account: account.sid, kind: 'messages', query }, found.map(messageJson), page)
      return { status: 200, body }
    })
  }
}
