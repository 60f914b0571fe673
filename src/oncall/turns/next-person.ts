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
  readonly nights: number
  /** The end of the known presence. */
  readonly until: number
  /** The total at which the person would be most ahead of the others. */
  readonly load: number
  readonly weekend: number
  readonly holiday: number
  readonly last: Date | null
  /** Time since the person's turn would have come in a round in which everybody has one, in rounds; before it, less than 0. */
  readonly late: number
  readonly lastWeekend: Date | null
  /** Minus the milliseconds to the nearest turn of the class. */
  readonly apart: number
}

/** Facts about all candidates together, on which their places depend. */
interface Field {
  /** False where a day has several turns: nights are shared there, and no order is kept. */
  readonly isSteady: boolean
  readonly round: number
  readonly fewest: number
  readonly meanWeekends: number
}

/** They add up. Waking somebody weighs more than little rest; two short turns in a row weigh more than many. */
const strain = { gap: 1, quarter: 2, inARow: 3, night: 6, newcomer: 12 }

/** The most that people are taken before their place in the order for a weekend or holiday, in rounds. */
const early = 1 / 3
/** The longest that somebody who is owed a weekend waits for it, in rounds. */
const waitsForWeekend = 0.25

/** A person present for the turn, and the known end of that presence. */
export interface Able {
  readonly user: string
  readonly until: number
  /** True where most of the turn is night for the person. */
  readonly night: boolean
}

/**
 * The person a turn goes to. People come in a steady order: whoever has waited longest is next, among those with the fewest turns in
 * total. At weekends and holidays the fewest of those go first, among those whose place in the order is near. Whoever is owed a
 * weekend is passed over until one comes, and may have one before the others have had their turn. Before the order goes who is
 * away soonest, and where everybody would be woken, nights are shared; where somebody would not, the turn is theirs. The total is
 * the one at which the person would be most ahead of the others: a turn already given counts for less the later it comes.
 * Rest is hard: it yields only when nobody rested is left. The numbers were found by the fairness bench.
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
  const rested = candidates.filter((each) => each.strain === least)
  const field = fieldOf(size * length, length >= day, candidates, rested)
  const places = rested
    .map((each) => ({ each, keys: placeOf(turn, each, field) }))
    .toSorted((a, b) => compare(a.keys, b.keys))
  const [first, second] = places
  if (!first) throw new Error('nextPerson needs at least one person')
  const { user, last, relaxed, night } = first.each
  const tally = ledger.tally(user)
  return {
    user,
    reason: {
      available: rested.length,
      resting: candidates.length - rested.length,
      by: second ? deciding(turn, field, first.keys, second.keys) : 'alone',
      turns: turn.class === 'weekday' ? tally.total : tally[turn.class],
      last,
      relaxed,
      ...(night && { night: true }),
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
  const { weekend, holiday, night: nights } = ledger.tally(user)
  const round = size * length
  const before = ledger.last(user, 'weekday', turn.start)
  const last = ledger.last(user, turn.class, turn.start)
  const next = ledger.next(user, turn.class, turn.start)
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
  return {
    user,
    relaxed,
    strain: isNew ? strain.newcomer : tired + (night ? strain.night : 0),
    night,
    nights: night ? nights : -nights,
    until,
    load: ledger.load(user, turn, round),
    weekend,
    holiday,
    last,
    late: before ? (+turn.start - +before) / round - 1 : Infinity,
    lastWeekend: ledger.last(user, 'weekend', turn.start),
    apart: -Math.min(last ? +turn.start - +last : Infinity, next ? +next - +turn.start : Infinity),
  }
}

function fieldOf(
  round: number,
  isSteady: boolean,
  all: readonly Candidate[],
  rested: readonly Candidate[],
): Field {
  return {
    round,
    isSteady,
    fewest: Math.min(...rested.map(({ load }) => load)),
    meanWeekends: all.reduce((sum, { weekend }) => sum + weekend, 0) / all.length,
  }
}

/** The place of a person in the order for this turn: compared one by one, the smaller goes first. */
function placeOf(turn: Turn, one: Candidate, field: Field): number[] {
  const { weekend, holiday, load, nights, until, late } = one
  if (!field.isSteady) return unordered(turn, one)
  const short = field.meanWeekends - weekend
  const isOwed = short >= 0.8 || (short >= 0.5 && isLongAgo(turn, one, field))
  const waits = isOwed && late < waitsForWeekend ? 1 : 0
  const ahead = turn.class !== 'weekday' && short >= 0.5 ? 1 : 0
  const behind = load < field.fewest + ahead + 0.01 ? 0 : load
  const tooEarly = late < -early ? -late : 0
  switch (turn.class) {
    case 'weekday':
      return [behind, nights, until, waits, -late]
    case 'weekend':
      return [behind, tooEarly, weekend, nights, until, -late]
    case 'holiday':
      return [behind, tooEarly, waits, holiday, turn.onWeekend ? -weekend : 0, nights, until, -late]
  }
}

/** Nights are shared first, then the one goes whose turns before and after are farthest off. */
function unordered(turn: Turn, { weekend, holiday, load, nights, until, apart }: Candidate): number[] {
  switch (turn.class) {
    case 'weekday':
      return [load, nights, until, -weekend, apart]
    case 'weekend':
      return [weekend, load, nights, until, apart]
    case 'holiday':
      return [holiday, load, nights, until, apart]
  }
}

/** True where the person's last weekend is about four rounds back: in a steady order they come every three or four. */
function isLongAgo(turn: Turn, { lastWeekend }: Candidate, { round }: Field): boolean {
  return lastWeekend !== null && +turn.start - +lastWeekend >= 3.9 * round
}

function compare(a: readonly number[], b: readonly number[]): number {
  const differs = firstDifference(a, b)
  return differs < 0 ? 0 : (a[differs] ?? 0) < (b[differs] ?? 0) ? -1 : 1
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  return a.findIndex((key, i) => key !== b[i])
}

/** The facts at the places of `placeOf`. */
const facts: Record<Turn['class'], readonly Deciding[]> = {
  weekday: ['total', 'nights', 'away-soon', 'weekends', 'longest-ago'],
  weekend: ['total', 'longest-ago', 'class', 'nights', 'away-soon', 'longest-ago'],
  holiday: ['total', 'longest-ago', 'weekends', 'class', 'weekends', 'nights', 'away-soon', 'longest-ago'],
}

/** Those at the places of `unordered`. */
const unorderedFacts: Record<Turn['class'], readonly Deciding[]> = {
  weekday: ['total', 'nights', 'away-soon', 'weekends', 'longest-ago'],
  weekend: ['class', 'total', 'nights', 'away-soon', 'longest-ago'],
  holiday: ['class', 'total', 'nights', 'away-soon', 'longest-ago'],
}

function deciding(
  turn: Turn,
  { isSteady }: Field,
  first: readonly number[],
  second: readonly number[],
): Deciding {
  return (isSteady ? facts : unorderedFacts)[turn.class][firstDifference(first, second)] ?? 'order'
}
