/** Twilio's API of 2010-04-01: calls, messages, the account and its numbers. */
import { createHash } from 'node:crypto'
import type { HttpProvider, ProviderAnswer, ProviderRequest, TakenRequest } from '../http.ts'
import { callRequests } from './call-requests.ts'
import { messageRequests } from './message-requests.ts'
import { noSuchPage, twilioRefusal } from './refusals.ts'
import type { TextLine } from './text-line.ts'
import type { TelephonyAccount } from './account.ts'
import type { TwilioParts } from './twilio-parts.ts'

export function makeTwilio(parts: TwilioParts, texts: TextLine): HttpProvider {
  const calls = callRequests(parts)
  const messages = messageRequests(parts, texts)

  function take(request: ProviderRequest): TakenRequest {
    const [, , , sid = '', ...rest] = request.path.replace(/\.json$/, '').split('/')
    const account = signedIn(parts.accounts, request.authorization, sid)
    if (!request.path.endsWith('.json')) throw noSuchPage(request.path)
    const form = formOf(request)
    const [kind = '', id] = rest
    const asked = { account, form, query: request.query, method: request.method, id }
    switch (kind) {
      case '':
        return look(account, () => ({ status: 200, body: accountJson(account) }))
      case 'Calls':
        return calls(asked)
      case 'Messages':
        return messages(asked)
      case 'IncomingPhoneNumbers':
        return look(account, () => ({ status: 200, body: numbersJson(account, request.query) }))
      default:
        throw noSuchPage(request.path)
    }
  }

  return {
    provider: 'twilio',
    serves: ({ path }) => path.startsWith('/2010-04-01/'),
    take,
    refusal: (status, code) => twilioRefusal(Number(code), status).answer,
  }
}

function look(account: TelephonyAccount, effect: () => ProviderAnswer): TakenRequest {
  return { way: 'look', to: '', account: account.sid, effect }
}

function signedIn(accounts: readonly TelephonyAccount[], header: string, sid: string): TelephonyAccount {
  const [, encoded = ''] = /^Basic (.+)$/i.exec(header) ?? []
  const [user = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const account = accounts.find((one) => one.sid === user && one.token === rest.join(':'))
  if (!account) throw twilioRefusal(20003, 401)
  if (account.sid !== sid) throw twilioRefusal(20404, 404)
  return account
}

/** A body is read only as a form, so JSON is as good as nothing. */
function formOf({ method, contentType, body }: ProviderRequest): URLSearchParams {
  const isForm = contentType.startsWith('application/x-www-form-urlencoded')
  return new URLSearchParams(method === 'POST' && isForm ? body : '')
}

function accountJson({ sid }: TelephonyAccount): unknown {
  return {
    sid,
    friendly_name: 'Velodrome',
    status: 'active',
    type: 'Full',
    owner_account_sid: sid,
    uri: `/2010-04-01/Accounts/${sid}.json`,
  }
}

function numbersJson({ sid, numbers }: TelephonyAccount, query: URLSearchParams): unknown {
  const wanted = query.get('PhoneNumber') ?? ''
  const found = numbers.filter((number) => number.includes(wanted))
  return {
    incoming_phone_numbers: found.map((number) => ({
      sid: `PN${createHash('md5').update(number).digest('hex')}`,
      account_sid: sid,
      phone_number: number,
      capabilities: { voice: true, sms: true, mms: false, fax: false },
      status: 'in-use',
    })),
    page: 0,
    page_size: 50,
    next_page_uri: null,
  }
}
