/** Refusals in Twilio's shape. The codes are Twilio's, the words our own. */
import { ProviderRefusal } from '../http.ts'

const words: Record<number, string> = {
  20001: 'A parameter is wrong or unknown',
  20003: 'The account or its token is wrong',
  20404: 'There is no such resource',
  20429: 'Too many requests',
  21201: 'A call needs a number to call',
  21203: 'This number is blocked',
  21205: 'A call needs a Url or its Twiml',
  21210: 'This number is not one to call from',
  21211: 'To is not a phone number',
  21212: 'From is not a phone number',
  21213: 'A call needs a number to call from',
  21215: 'This country is not allowed',
  21217: 'This phone number does not seem to be valid',
  21220: 'The call is over',
  21266: 'To and From are the same number',
  21602: 'A message needs a body',
  21603: 'A message needs a From',
  21604: 'A message needs a To',
  21606: 'This number is not one to write from',
  21609: 'The StatusCallback is no URL',
  21610: 'Whoever has this number wants no messages',
  21614: 'To is not a mobile number',
  21617: 'The body is too long',
  21626: 'There is no such status event',
}

export function twilioRefusal(code: number, status = 400): ProviderRefusal {
  const message = words[code] ?? 'Refused'
  const more_info = `https://www.twilio.com/docs/errors/${code}`
  return new ProviderRefusal({ status, body: { code, message, more_info, status } })
}

export function noSuchPage(path: string): ProviderRefusal {
  const message = `There is nothing at ${path}`
  const more_info = 'https://www.twilio.com/docs/errors/20404'
  return new ProviderRefusal({ status: 404, body: { code: 20404, message, more_info, status: 404 } })
}

const e164 = /^\+[1-9]\d{6,14}$/

export function isNumber(value: string): boolean {
  return e164.test(value)
}

/** Twilio passes over what it does not know; a mistyped name is worth hearing of. */
export function requireKnown(form: URLSearchParams, known: readonly string[]): void {
  for (const key of form.keys()) if (!known.includes(key)) throw twilioRefusal(20001)
}

export function requireUrl(value: string | null, code: number): void {
  if (value === null) return
  if (!/^https?:\/\/[^\s_]+$/.test(value) || !URL.canParse(value)) throw twilioRefusal(code)
}

export function wholeNumber(value: string | null, limits: { from: number; to: number }): number | null {
  if (value === null) return null
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < limits.from || number > limits.to) throw twilioRefusal(20001)
  return number
}
