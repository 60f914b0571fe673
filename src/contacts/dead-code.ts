/** Codes by which a provider says that a contact method will never work. Pure. */
import type { ContactKind } from '#policy/contacts.ts'

const dead: Record<ContactKind, Record<string, string>> = {
  call: {
    '13223': 'the number does not exist',
    '13224': 'the number does not exist',
    '21211': 'the number does not exist',
    '21214': 'the number cannot be reached',
    '21217': 'the number does not exist',
  },
  sms: {
    '21211': 'the number does not exist',
    '21214': 'the number cannot be reached',
    '21217': 'the number does not exist',
    '21610': 'the number has opted out of our messages: it once answered STOP',
    '21614': 'the number takes no SMS',
    '30005': 'nobody knows the number',
    '30006': 'the number is a landline, or takes no SMS',
    '30034': 'the company’s sender is not registered for messages to the US',
  },
  email: {
    '550': 'the mailbox does not exist',
    '551': 'the mailbox is elsewhere',
    '553': 'the address is not allowed',
  },
  ntfy: {},
  pushover: { 'invalid-user': 'Pushover does not know the key' },
}

/** Says why the method is dead for good; null for any other code. */
export function deadBecause(kind: string, code: string | null): string | null {
  const codes = Object.hasOwn(dead, kind) ? dead[kind as ContactKind] : {}
  return code !== null && Object.hasOwn(codes, code) ? (codes[code] ?? null) : null
}
