/** Decides which ways ring for a page now, from its rules and what became of earlier tries. Pure. */
import type { ContactMethod } from '#contacts/contact.ts'
import { kindsIn } from '#contacts/own-rules.ts'
import type { Attempt } from '#outbound/attempt.ts'
import type { ContactKind, NotificationRule } from '#policy/contacts.ts'
import { earliest, hour } from '#time.ts'
import { isWaitedFor } from './page.ts'
import type { ShownPage } from './page-view.ts'

/** One way for one page: a contact method, tried for the nth time from 0. */
export interface RingTry {
  method: string
  kind: string
  round: number
}

export interface RingPlan {
  /** Tries to make or go on with, in order. */
  ring: RingTry[]
  /** Tries that are to end. */
  end: RingTry[]
  next: Date | null
}

export interface RingSituation {
  page: ShownPage
  /** Somebody still has to answer: the climb is not over. */
  isOpen: boolean
  rules: readonly NotificationRule[]
  /** The person's usable methods, in their order. */
  methods: readonly Pick<ContactMethod, 'id' | 'kind'>[]
  /** Calls go on after the next person was asked. */
  untilAnswered: boolean
  /** The company's present pager is told of each page. */
  pager: boolean
  /** The latest attempt of each try. */
  tries: readonly (RingTry & { attempt: Attempt })[]
}

/** Milliseconds after which a page is tried no more: by then the climb has left it far behind. */
export const ringFor = hour
const mostRounds = 40
/** Milliseconds between calls to somebody who wants to be called until they answer. */
const againAfter = 2 * 60_000

/** The company's present pager, as a try: it is told once. */
export const pagerTry: RingTry = { method: 'pagerduty', kind: 'pagerduty', round: 0 }

export function planRing(situation: RingSituation, now: Date): RingPlan {
  const { page, isOpen, untilAnswered, tries } = situation
  if (page.drill) return { ring: [], end: [], next: null }
  const waits = isWaitedFor(page)
  const isLate = page.status === 'timed out' && isOpen
  if (!waits && !isLate) return { ring: [], end: [...tries], next: null }
  // Looks after a try under way, since a late answer is an answer.
  const under = tries.filter(({ attempt }) => attempt.status === 'sent' && attempt.nextAt !== null)
  const isOld = +now - +page.at > ringFor
  if (isOld || (!waits && !untilAnswered)) return { ring: under, end: [], next: null }
  const { ring, next } = begin(waits ? situation : { ...situation, rules: callsOf(situation.rules) }, now)
  const known = new Set(ring.map(nameOf))
  const told = tries.find(({ method }) => method === pagerTry.method)?.attempt
  if (waits && situation.pager && (told === undefined || told.nextAt !== null || told.status === 'planned'))
    ring.push(pagerTry)
  return { ring: [...ring, ...under.filter((one) => !known.has(nameOf(one)))], end: [], next }
}

/** Rules for somebody who wants to be called until they answer: only what rings goes on. */
function callsOf(rules: readonly NotificationRule[]): NotificationRule[] {
  return rules.filter(({ methods }) => methods.includes('call'))
}

function begin(situation: RingSituation, now: Date): { ring: RingTry[]; next: Date | null } {
  const { page, rules, untilAnswered } = situation
  const step = page.climbsAt === null ? null : +page.climbsAt - +page.at
  const ring: RingTry[] = []
  const later: (Date | null)[] = []
  let pulled: Date | null = null
  for (const rule of rules.toSorted((a, b) => a.after - b.after)) {
    const from: Date | null = earliest([startOf(rule, page, step), pulled])
    let failed: Date | null = null
    for (const kind of kindsIn([rule])) {
      const repeat = rule.repeat ?? (untilAnswered && kind === 'call' ? againAfter : null)
      const chain = ringChain(kind, { ...situation, repeat }, from ?? page.at, now)
      ring.push(...chain.ring)
      later.push(chain.next)
      failed = earliest([failed, chain.failedAt])
    }
    // A way that fails brings the next one forward.
    pulled = failed
  }
  return { ring, next: earliest(later) }
}

/** The time a rule begins; for somebody whose Slack is silent at once, and always well before the next person is asked. */
function startOf({ after }: NotificationRule, page: ShownPage, step: number | null): Date {
  const wait = page.silenced === true ? 0 : step === null ? after : Math.min(after, step / 2)
  return new Date(+page.at + wait)
}

interface Chain {
  ring: RingTry[]
  next: Date | null
  /** The time at which a try of it first failed. */
  failedAt: Date | null
}

/** The tries of one kind, one after the other: each method until one gets through, and all again after `repeat`. */
function ringChain(
  kind: ContactKind,
  { methods, tries, repeat }: RingSituation & { repeat: number | null },
  from: Date,
  now: Date,
): Chain {
  const own = methods.filter((method) => method.kind === kind)
  const mine = tries.filter((one) => one.kind === kind)
  const failedAt = earliest(mine.filter(hasFailed).map(({ attempt }) => attempt.statusAt))
  let due = from
  for (let round = 0; round < mostRounds; round++) {
    const made = mine.filter((one) => one.round === round)
    const left = own.find(({ id }) => !made.some((one) => one.method === id && hasFailed(one)))
    const pending = made.filter(({ attempt }) => attempt.nextAt !== null || attempt.status === 'planned')
    if (left && !made.some((one) => one.method === left.id)) {
      const at = made.length === 0 ? due : now
      const going = pending.map(bare)
      if (at > now) return { ring: going, next: at, failedAt }
      return { ring: [...going, { method: left.id, kind, round }], next: null, failedAt }
    }
    if (made.length === 0) return { ring: [], next: null, failedAt }
    // The round is made: what is under way goes on, and the next comes in its time.
    if (repeat === null) return { ring: pending.map(bare), next: null, failedAt }
    due = new Date(Math.max(...made.map(({ attempt }) => +attempt.plannedAt)) + repeat)
    if (due > now) return { ring: pending.map(bare), next: due, failedAt }
  }
  return { ring: [], next: null, failedAt }
}

/** Nobody was reached by it, or nobody knows: the next way need not wait for what comes of it. */
function hasFailed({ attempt: { status } }: { attempt: Attempt }): boolean {
  return status === 'failed' || status === 'unknown'
}

function bare({ method, kind, round }: RingTry): RingTry {
  return { method, kind, round }
}

function nameOf({ method, round }: RingTry): string {
  return `${method} ${round}`
}
