/** Contact methods: ways to reach a person besides Slack. Pure. */
import { Refusal } from '#errors.ts'
import { type ContactKind, contactKinds, type NotificationRule } from '#policy/contacts.ts'

export interface ContactMethod {
  id: string
  person: string
  kind: ContactKind
  /** For its owner and the way of a page alone. */
  value: string
  /** The smallest first. */
  place: number
  addedAt: Date
  verifiedAt: Date | null
  /** The time it was found to be dead; it is not used any more. */
  retiredAt: Date | null
  retiredCode: string | null
}

export interface ContactSetting {
  /** Calls go on after the next person was asked. */
  untilAnswered: boolean
  /** `mon 10`; null for never. */
  weeklyTest: string | null
  /** Their own order of ways; null for the policy's. */
  rules: readonly NotificationRule[] | null
}

/** The policy's word on everybody's rules. */
export interface RuleBounds {
  /** For everybody who has no rules of their own. */
  defaults: readonly NotificationRule[]
  /** Milliseconds in which every way has begun. */
  latest: number
}

/** Everything about how one person is reached, and the kinds that can be added here. */
export interface OwnContacts extends ContactSetting {
  methods: ContactMethod[]
  kinds: readonly ContactKind[]
  bounds: RuleBounds
}

/** Names of the kinds, as people read them. */
export const kindNames: Record<ContactKind, string> = {
  call: 'phone call',
  sms: 'SMS',
  email: 'e-mail',
  ntfy: 'ntfy push',
  pushover: 'Pushover push',
}

/** Verified, and not known to be dead. */
export function isUsable({ verifiedAt, retiredAt }: ContactMethod): boolean {
  return verifiedAt !== null && retiredAt === null
}

/** In the person's own order. */
export function usableOf(methods: readonly ContactMethod[]): ContactMethod[] {
  return methods.filter(isUsable).toSorted((a, b) => a.place - b.place)
}

const kindWords: Record<string, ContactKind> = {
  phone: 'call',
  voice: 'call',
  text: 'sms',
  mail: 'email',
  'e-mail': 'email',
  push: 'pushover',
}

/** The kind that people mean by a word. */
export function contactKindFrom(word: string): ContactKind | null {
  const typed = word.toLowerCase()
  return contactKinds.find((kind) => kind === typed) ?? kindWords[typed] ?? null
}

const forms: Record<ContactKind, { form: RegExp; advice: string }> = {
  call: {
    form: /^\+[1-9]\d{6,14}$/,
    advice: 'A number is written in full, with + and the country: +12025550123.',
  },
  sms: {
    form: /^\+[1-9]\d{6,14}$/,
    advice: 'A number is written in full, with + and the country: +12025550123.',
  },
  email: {
    form: /^[^\s\p{C}@<>(),;:"\\[\]]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,8}$/u,
    advice: 'An address looks like you@example.com.',
  },
  ntfy: {
    form: /^[\w-]{1,64}$/,
    advice:
      'A topic has letters, digits, - and _ only. Take one that nobody guesses: whoever knows it can read it.',
  },
  pushover: {
    form: /^[A-Za-z0-9]{30}$/,
    advice: 'Your user key has 30 letters and digits. The Pushover app shows it in its settings.',
  },
}

/** The value as it is stored. Throws a Refusal for one that cannot be right. */
export function contactValue(kind: ContactKind, typed: string): string {
  const { form, advice } = forms[kind]
  const value = tidied(kind, typed.slice(0, 200).trim())
  if (!form.test(value)) throw new Refusal(advice, 'value')
  return value
}

function tidied(kind: ContactKind, typed: string): string {
  if (kind === 'email') return typed.replace(/^mailto:/i, '').toLowerCase()
  if (kind !== 'call' && kind !== 'sms') return typed
  return typed
    .replace(/^tel:/i, '')
    .replace(/[\s().\u00A0-]/g, '')
    .replace(/^00/, '+')
}
