/** A monitoring system: what it writes of a trouble, how it proves that it is itself, and what it does with the answer. */

export const monitorKinds = [
  'alertmanager',
  'grafana',
  'sentry',
  'datadog',
  'sns',
  'pagerduty',
  'generic',
  'heartbeat',
] as const
export type MonitorKind = (typeof monitorKinds)[number]

export const gravities = ['critical', 'error', 'warning', 'info'] as const
export type Gravity = (typeof gravities)[number]

/** One thing that is wrong. The same words are the same trouble. */
export interface Trouble {
  title: string
  text?: string
  service?: string
  severity?: Gravity
  labels?: Readonly<Record<string, string>>
  /** Sentry: `metric`. CloudWatch: `composite`, `eventbridge`, `text`. Left out: the usual one. */
  form?: string
}

/** One trouble at one time of its life. */
export interface Notice {
  /** The same for every copy of it. */
  id: string
  state: 'firing' | 'resolved'
  title: string
  text: string
  service: string | null
  severity: Gravity
  labels: Readonly<Record<string, string>>
  form: string
  startsAt: Date
  endsAt: Date | null
  /** The time at which it was said. */
  at: Date
}

/** One request. */
export interface Letter {
  /** Below the bot's address. */
  path: string
  headers: Record<string, string>
  body: string
}

export interface Monitor {
  kind: MonitorKind
  /** All notices, in as many letters as this system writes. */
  letters(notices: readonly Notice[], now: Date): Letter[]
  /** A letter that is signed well and that nobody can read. */
  malformed(notice: Notice, now: Date): Letter
  habits: Habits
  /** Such as sends nothing before it is subscribed to, and the letter that asks for that. */
  topic?: { readonly name: string; readonly confirmed: boolean }
  subscription?(now: Date): Letter
}

/** The way it sends. */
export interface Habits {
  /** Milliseconds it waits for an answer. */
  patienceMs: number
  /** Milliseconds before each further try. */
  pausesMs: readonly number[]
  /** Tells if it tries again; 0 for no answer. */
  triesAgain(status: number): boolean
  /** Tells what is wrong with an answer of 2xx; null for nothing. */
  complaint(status: number, body: string): string | null
}

/** A source's own name and secret. */
export interface Sender {
  source: string
  secret: string
}

/** Never writes twice, and is content with any 2xx. */
export const once: Habits = {
  patienceMs: 15_000,
  pausesMs: [],
  triesAgain: () => false,
  complaint: () => null,
}

export function isLost(status: number): boolean {
  return status === 0 || status >= 500
}

/** Labels as Prometheus writes them, with the name of the alert, its service and its severity. */
export function labelsOf({ title, service, severity, labels }: Notice): Record<string, string> {
  return { alertname: title, ...(service !== null && { service }), severity, ...labels }
}
