import { day } from '#time.ts'
import type { Ledger } from './ledger.ts'
import type { Deciding, Reason } from './rota.ts'
import type { Turn } from './turns.ts'

interface Candidate {
  readonly user: string
  readonly relaxed: Reason['relaxed']
  /** The smaller, the better rested; only the least is compared further. */
  readonly strain: number
  readonly night: boolean
  readonly last: Date | null
  /** Compared in order; the smaller goes first. */
  readonly keys: readonly number[]
}

/** They add up. Waking somebody weighs more than little rest; two short turns in a row weigh more than many. */
const strain = { gap: 1, quarter: 2, inARow: 3, night: 6, newcomer: 12 }

/** A person present for the turn, and the known end of that presence. */
export interface Able {
  readonly user: string
  readonly until: number
  /** True where most of the turn is night for the person. */
  readonly night: boolean
}

/**
 * The person a turn goes to: the fewest turns of its class (weekdays: the fewest in total), then the fewest in total,
 * then the one who goes away soonest, then the one whose turns before and after are farthest off. The total is the one at which the
 * person would be most ahead of the others: a turn already given counts for less the later it comes. On weekdays the
 * most weekends go before distance, so that a person who is owed a weekend is free for it. Where everybody would be woken, nights are
 * shared; where somebody would not, the turn is theirs.
 * Rest is hard: it yields only when nobody rested is left.
 */
export function nextPerson(
  ledger: Ledger,
  { size, length }: { size: number; length: number },
  turn: Turn,
  able: readonly Able[],
): { user: string; reason: Omit<Reason, 'instead'> } {
  const gap = restDays(size, length, turn)
  const candidates = able.map((each) => candidate(ledger, gap, { size, length }, turn, each))
  const least = Math.min(...candidates.map((each) => each.strain))
  const rested = candidates.filter((each) => each.strain === least).toSorted(compare)
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
      ...(first.night && { night: true }),
    },
  }
}

/** Free days kept between two turns of a person: 11, or a third of the rota's turns if that is less; half a short turn at least. */
function restDays(size: number, length: number, turn: Turn): number {
  const unit = Math.min(day, length)
  const days = ((Math.round((+turn.end - +turn.start) / unit) || 1) * unit) / day
  return Math.min(11, Math.max(Math.floor(size / 3) * days, length < day ? unit / day / 2 : 0))
}

function candidate(
  ledger: Ledger,
  gap: number,
  { size, length }: { size: number; length: number },
  turn: Turn,
  { user, until, night }: Able,
): Candidate {
  const { weekend, holiday } = ledger.tally(user)
  const load = ledger.load(user, turn, size * length)
  const last = ledger.last(user, turn.class, turn.start)
  const next = ledger.next(user, turn.class, turn.start)
  const apart = -Math.min(last ? +turn.start - +last : Infinity, next ? +next - +turn.start : Infinity)
  const isNew = ledger.isNew(user, turn.start)
  const often = ledger.exceedsQuarter(user, turn)
  const short = length < day
  const near = (!often || short) && ledger.isTooNear(user, turn, gap)
  const relaxed: Reason['relaxed'] = isNew
    ? 'newcomer'
    : often
      ? 'quarter'
      : near
        ? 'gap'
        : night
          ? 'night'
          : null
  const tired = (often ? strain.quarter : 0) + (near ? strain[short ? 'inARow' : 'gap'] : 0)
  const weight = isNew ? strain.newcomer : tired + (night ? strain.night : 0)
  const facts = { user, relaxed, strain: weight, night, last }
  const nights = night ? ledger.tally(user).night : -ledger.tally(user).night
  switch (turn.class) {
    case 'weekday':
      return { ...facts, keys: [load, nights, until, -weekend, apart] }
    case 'weekend':
      return { ...facts, keys: [weekend, load, nights, until, apart] }
    case 'holiday':
      return { ...facts, keys: [holiday, load, nights, until, apart] }
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
      ? ['total', 'nights', 'away-soon', 'weekends', 'longest-ago']
      : ['class', 'total', 'nights', 'away-soon', 'longest-ago']
  return steps[firstDifference(first, second)] ?? 'order'
}
