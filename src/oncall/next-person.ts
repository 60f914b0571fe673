import type { Ledger } from './ledger.ts'
import type { Deciding, Reason } from './rota.ts'
import type { Turn } from './turns.ts'

interface Candidate {
  readonly user: string
  readonly relaxed: Reason['relaxed']
  readonly last: Date | null
  /** Compared one after the other; the smaller goes first. */
  readonly keys: readonly number[]
}

const strain = { none: 0, gap: 1, quarter: 2, newcomer: 3 }

/**
 * The person a turn goes to: the fewest turns of its class (weekdays: the fewest in total, and among those the most
 * weekends, so that whoever is owed a weekend is free for it), then the fewest in total, then the longest ago.
 * Rest is hard: it yields only when nobody rested is left.
 */
export function nextPerson(
  ledger: Ledger,
  size: number,
  turn: Turn,
  users: readonly string[],
): { user: string; reason: Omit<Reason, 'instead'> } {
  const gap = restDays(size, turn)
  const candidates = users.map((user) => candidate(ledger, gap, turn, user))
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
  const days = Math.round((+turn.end - +turn.start) / 86_400_000) || 1
  return Math.min(11, Math.floor(size / 3) * days)
}

function candidate(ledger: Ledger, gap: number, turn: Turn, user: string): Candidate {
  const { total, weekend, holiday } = ledger.tally(user)
  const last = ledger.last(user, turn.class, turn.start)
  const since = last ? +last : -Infinity
  const relaxed = ledger.isNew(user, turn.start)
    ? 'newcomer'
    : ledger.exceedsQuarter(user, turn)
      ? 'quarter'
      : ledger.isTooNear(user, turn, gap)
        ? 'gap'
        : null
  switch (turn.class) {
    case 'weekday':
      return { user, relaxed, last, keys: [total, -weekend, since] }
    case 'weekend':
      return { user, relaxed, last, keys: [weekend, total, since] }
    case 'holiday':
      return { user, relaxed, last, keys: [holiday, total, since] }
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
    turn.class === 'weekday' ? ['total', 'weekends', 'longest-ago'] : ['class', 'total', 'longest-ago']
  return steps[firstDifference(first, second)] ?? 'order'
}
