import { day } from '#time.ts'
import type { Ledger } from './ledger.ts'
import type { Deciding, Reason } from './rota.ts'
import type { Turn } from './turns.ts'

interface Candidate {
  readonly user: string
  readonly relaxed: Reason['relaxed']
  readonly last: Date | null
  /** Compared in order; the smaller goes first. */
  readonly keys: readonly number[]
}

const strain = { none: 0, gap: 1, quarter: 2, newcomer: 3 }

/** A person present for the turn, and the known end of that presence. */
export interface Able {
  readonly user: string
  readonly until: number
}

/**
 * The person a turn goes to: the fewest turns of its class (weekdays: the fewest in total), then the fewest in total,
 * then the one who goes away soonest, then the one whose turns before and after are farthest off. The total is the one at which the
 * person would be most ahead of the others: a turn already given counts for less the later it comes. On weekdays the
 * most weekends go before distance, so that a person who is owed a weekend is free for it.
 * Rest is hard: it yields only when nobody rested is left.
 */
export function nextPerson(
  ledger: Ledger,
  size: number,
  round: number,
  turn: Turn,
  able: readonly Able[],
): { user: string; reason: Omit<Reason, 'instead'> } {
  const gap = restDays(size, turn)
  const candidates = able.map((each) => candidate(ledger, gap, round, turn, each))
  const least = Math.min(...candidates.map((each) => strain[each.relaxed ?? 'none']))
  const rested = candidates.filter((each) => strain[each.relaxed ?? 'none'] === least).toSorted(compare)
  const [first, second] = rested
  if (!first) throw new Error('nextPerson needs at least one person')
  const tally = ledger.tally(first.user)
  return {
    user: first.user,
    reason: {
      available: rested.length,
      resting: candidates.length - rested.length,
      by: second ? deciding(turn, first, second) : 'alone',
      turns: turn.class === 'weekday' ? tally.total : tally[turn.class],
      last: first.last,
      relaxed: first.relaxed,
    },
  }
}

/** Free days kept between two turns of a person: 11, or a third of the rota's turns if that is less. */
function restDays(size: number, turn: Turn): number {
  const days = Math.round((+turn.end - +turn.start) / day) || 1
  return Math.min(11, Math.floor(size / 3) * days)
}

function candidate(ledger: Ledger, gap: number, round: number, turn: Turn, { user, until }: Able): Candidate {
  const { weekend, holiday } = ledger.tally(user)
  const load = ledger.load(user, turn, round)
  const last = ledger.last(user, turn.class, turn.start)
  const next = ledger.next(user, turn.class, turn.start)
  const near = -Math.min(last ? +turn.start - +last : Infinity, next ? +next - +turn.start : Infinity)
  const relaxed: Reason['relaxed'] = ledger.isNew(user, turn.start)
    ? 'newcomer'
    : ledger.exceedsQuarter(user, turn)
      ? 'quarter'
      : ledger.isTooNear(user, turn, gap)
        ? 'gap'
        : null
  const facts = { user, relaxed, last }
  switch (turn.class) {
    case 'weekday':
      return { ...facts, keys: [load, until, -weekend, near] }
    case 'weekend':
      return { ...facts, keys: [weekend, load, until, near] }
    case 'holiday':
      return { ...facts, keys: [holiday, load, until, near] }
  }
}

function compare(a: Candidate, b: Candidate): number {
  const differs = firstDifference(a, b)
  return differs < 0 ? 0 : (a.keys[differs] ?? 0) < (b.keys[differs] ?? 0) ? -1 : 1
}

function firstDifference(a: Candidate, b: Candidate): number {
  return a.keys.findIndex((key, i) => key !== b.keys[i])
}

function deciding(turn: Turn, first: Candidate, second: Candidate): Deciding {
  const steps: readonly Deciding[] =
    turn.class === 'weekday'
      ? ['total', 'away-soon', 'weekends', 'longest-ago']
      : ['class', 'total', 'away-soon', 'longest-ago']
  return steps[firstDifference(first, second)] ?? 'order'
}
