/** Requests about calls: make one, find them, end one or give it another document. */
import type { ProviderAnswer, TakenRequest } from '../http.ts'
import type { Fate } from '../provider-faults.ts'
import { type Call, callJson, overStatuses } from './call.ts'
import { makeCallLine } from './call-line.ts'
import { listed, pageJson } from './listing.ts'
import { isNumber, requireKnown, requireUrl, twilioRefusal, wholeNumber } from './refusals.ts'
import type { TwilioAsked, TwilioParts } from './twilio-parts.ts'

const known = [
  'To',
  'From',
  'Url',
  'Method',
  'Twiml',
  'Timeout',
  'TimeLimit',
  'StatusCallback',
  'StatusCallbackMethod',
  'StatusCallbackEvent',
  'MachineDetection',
  'MachineDetectionTimeout',
  'AsyncAmd',
  'AsyncAmdStatusCallback',
  'AsyncAmdStatusCallbackMethod',
]
const events = ['initiated', 'ringing', 'answered', 'completed']

export function callRequests(parts: TwilioParts): (asked: TwilioAsked) => TakenRequest {
  const line = makeCallLine(parts)

  function make({ account, form }: TwilioAsked): TakenRequest {
    requireKnown(form, known)
    const [to, from] = [form.get('To') ?? '', form.get('From') ?? '']
    if (to === '') throw twilioRefusal(21201)
    if (!isNumber(to)) throw twilioRefusal(21211)
    if (from === '') throw twilioRefusal(21213)
    if (!isNumber(from)) throw twilioRefusal(21212)
    if (!account.numbers.includes(from)) throw twilioRefusal(21210)
    const [url, twiml] = [form.get('Url'), form.get('Twiml')]
    if (url === null && twiml === null) throw twilioRefusal(21205)
    requireUrl(url, 21205)
    if ((twiml ?? '').length > 4000) throw twilioRefusal(20001)
    for (const name of ['Method', 'StatusCallbackMethod', 'AsyncAmdStatusCallbackMethod'])
      if ((form.get(name) ?? 'POST') !== 'POST') throw twilioRefusal(20001)
    const timeout = wholeNumber(form.get('Timeout'), { from: 1, to: 600 }) ?? 60
    const timeLimit = wholeNumber(form.get('TimeLimit'), { from: 1, to: 86_400 }) ?? 14_400
    const tellUrl = form.get('StatusCallback')
    requireUrl(tellUrl, 21609)
    const wanted = form.getAll('StatusCallbackEvent').flatMap((one) => one.split(' '))
    if (wanted.some((one) => !events.includes(one))) throw twilioRefusal(21626)
    const detects = detection(form)
    const effect = (fate: Fate): ProviderAnswer => {
      const now = parts.clock.now()
      const call: Call = {
        sid: parts.sid('CA'),
        account,
        to,
        from,
        status: 'queued',
        createdAt: now,
        updatedAt: now,
        startedAt: null,
        answeredAt: null,
        endedAt: null,
        answeredBy: null,
        begins: url === null ? { twiml: twiml ?? '' } : { url },
        timeout,
        timeLimit,
        tells: tellUrl === null ? null : { url: tellUrl, events: wanted.length > 0 ? wanted : ['completed'] },
        detects,
        fate,
        told: 0,
        document: 0,
        gather: null,
        shown: null,
      }
      parts.calls.push(call)
      line.dial(call)
      return { status: 201, body: callJson(call) }
    }
    return { way: 'call', to, account: account.sid, effect }
  }

  function detection(form: URLSearchParams): Call['detects'] {
    const wanted = form.get('MachineDetection')
    const isAsync = form.get('AsyncAmd')
    const told = form.get('AsyncAmdStatusCallback')
    requireUrl(told, 20001)
    if (wanted !== null && wanted !== 'Enable' && wanted !== 'DetectMessageEnd') throw twilioRefusal(20001)
    if (isAsync !== null && isAsync !== 'true' && isAsync !== 'false') throw twilioRefusal(20001)
    if (wanted === null) return 'no'
    return isAsync === 'true' ? { meanwhile: told } : 'first'
  }

  function change(call: Call, form: URLSearchParams): TakenRequest {
    requireKnown(form, ['Status', 'Url', 'Twiml', 'Method'])
    const status = form.get('Status')
    const [url, twiml] = [form.get('Url'), form.get('Twiml')]
    if (status !== null && status !== 'canceled' && status !== 'completed') throw twilioRefusal(20001)
    if (status === null && url === null && twiml === null) throw twilioRefusal(20001)
    requireUrl(url, 21205)
    return look(call.account.sid, call.to, () => {
      if (overStatuses.includes(call.status)) throw twilioRefusal(21220)
      if (status !== null) line.stop(call, status)
      else line.redirect(call, url === null ? { twiml: twiml ?? '' } : { url })
      return { status: 200, body: callJson(call) }
    })
  }

  function look(account: string, to: string, effect: () => ProviderAnswer): TakenRequest {
    return { way: 'look', to, account, effect }
  }

  return function take(asked) {
    const { account, method, id, query } = asked
    const mine = (): Call[] => parts.calls.filter((call) => call.account === account)
    if (id !== undefined) {
      const call = mine().find((one) => one.sid === id)
      if (!call) throw twilioRefusal(20404, 404)
      if (method === 'POST') return change(call, asked.form)
      return look(account.sid, call.to, () => ({ status: 200, body: callJson(call) }))
    }
    if (method === 'POST') return make(asked)
    return look(account.sid, query.get('To') ?? '', () => {
      const { found, ...page } = listed(mine(), query, {
        name: 'StartTime',
        of: (call) => call.startedAt,
      })
      const body = pageJson({ account: account.sid, kind: 'calls', query }, found.map(callJson), page)
      return { status: 200, body }
    })
  }
}
