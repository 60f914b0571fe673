import type { ProviderLogEntry } from '../sandbox/providers/http.ts'
import type { PhoneSeen } from '../sandbox/providers/phone.ts'
import type { Reader } from './screen/words.ts'

const deeds = {
  call: 'calls',
  sms: 'texts',
  email: 'mails',
  push: 'pushes to',
  alert: 'pages',
  question: 'asks',
} as const

/** A request to a provider in words; null for questions. */
export function carried(
  { way, to, status, code, fault, provider }: ProviderLogEntry,
  nameOf: (to: string) => string,
): { does: string } | null {
  if (way === null) return { does: `is refused by ${provider}: ${code ?? status}` }
  if (way === 'look') return null
  const what = way === 'alert' ? 'the other pager' : way === 'question' ? 'a model' : nameOf(to)
  const deed = `${deeds[way]} ${what}`
  if (status === 0) return { does: `${deed} and gets no answer (${fault})` }
  return { does: status < 400 ? deed : `${deed} and is refused: ${code ?? status}` }
}

/** The owner of a number, an address, a topic or a key. */
export function ownerOf(to: string, phones: readonly PhoneSeen[], reader: Reader): string {
  const phone = phones.find((one) => [one.number, one.email, one.topic, one.pushoverUser].includes(to))
  return phone ? reader.person(phone.owner) : 'an unknown number'
}
