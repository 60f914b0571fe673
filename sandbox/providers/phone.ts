/** A person's phone: what its owner sees on it, what they do with it, and what came to it. */
import type { ProviderFaults } from './provider-faults.ts'

/**
 * `silent`: everything arrives and nothing sounds but what breaks silence. `off`: nothing arrives until it is on again.
 * `machine`: nobody is there, and a call is taken by an answering machine.
 */
export const phoneModes = ['on', 'silent', 'machine', 'off'] as const
export type PhoneMode = (typeof phoneModes)[number]

export interface NewPhone {
  /** Its owner: in the sandbox a person's id. */
  owner: string
  /** E.164. */
  number?: string
  email?: string
  /** The ntfy topic that it is subscribed to. */
  topic?: string
  /** The Pushover user key: 30 characters. */
  pushoverUser?: string
  mode?: PhoneMode
}

export interface PhoneSeen extends NewPhone {
  mode: PhoneMode
  /** Oldest first, as all the lists. */
  calls: PhoneCall[]
  texts: PhoneText[]
  mails: PhoneMail[]
  pushes: PhonePush[]
  /** Each time it made a sound that wakes. */
  rings: PhoneRing[]
  /** The page of the link opened last. */
  browser?: OpenedPage
}

export interface PhoneRing {
  at: string
  way: 'call' | 'text' | 'push'
  /** The id of the call, text or push. */
  id: string
}

export interface PhoneCall {
  id: string
  from: string
  at: string
  status: 'ringing' | 'talking' | 'answered' | 'missed' | 'declined' | 'machine'
  /** Sentences spoken so far. */
  spoken: string[]
  /** True while a key press is waited for. */
  asksForKeys: boolean
  keys: string
}

export interface PhoneText {
  id: string
  at: string
  /** The other side's number. */
  other: string
  /** Written by the phone's owner. */
  mine: boolean
  body: string
}

export interface PhoneMail {
  id: string
  at: string
  from: string
  subject: string
  text: string
  links: string[]
  /** The copies that came under the same Message-ID, of which a mail program shows one. */
  copies: number
}

export interface PhonePush {
  id: string
  at: string
  via: 'ntfy' | 'pushover'
  title: string
  message: string
  /** Breaks silence. */
  urgent: boolean
  buttons: string[]
  link?: string
  /** Answered with its button, which is gone. */
  done: boolean
}

export interface OpenedPage {
  url: string
  status: number
  words: string
  /** The words of the form's button, when there is one to send. */
  button?: string
  form?: { action: string; body: string }
}

export type PhoneAct =
  | { act: 'answerCall' | 'declineCall' | 'hangUp' }
  | { act: 'pressKey'; key: string }
  /** To the number that wrote last, or to `to`. */
  | { act: 'replyText'; text: string; to?: string }
  | { act: 'pressPush'; id: string; button: string }
  | { act: 'openLink'; url: string }
  /** Sends the form of the page opened last. */
  | { act: 'sendPage' }
  | { act: 'setPhone'; mode: PhoneMode }

export interface PhoneAnswer {
  ok: boolean
  /** Such as `nothing_rings`. */
  error?: string
}

/** Everybody's phones, as a sandbox's people use them. */
export interface Phones {
  /** Troubles of the companies that reach them. */
  faults: ProviderFaults
  phones(): PhoneSeen[]
  phone(owner: string): PhoneSeen | undefined
  does(owner: string, act: PhoneAct): Promise<PhoneAnswer>
  /** Calls `listener` after every change that anybody could see. */
  onChange(listener: () => void): void
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
  /** To be called after the clock was moved. */
  clockMoved(): void
  /** The time at which the next thing that waits for the clock is due. */
  nextDue(): Date | null
}
