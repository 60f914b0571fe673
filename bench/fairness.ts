/** Measures how far apart a year leaves the people of a rota. */
import { Ledger } from '#oncall/turns/ledger.ts'
import type { Shift } from '#oncall/turns/rota.ts'
import type { RotaYear } from './rota-year.ts'

const day = 86_400_000

/** The most minus the fewest. */
export interface Apart {
  readonly turns: number
  readonly weekends: number
}

/** Times between two turns of one person, in rounds: 1 is when everybody has had one. */
export interface Gaps {
  /** Of anybody. */
  readonly shortest: number
  readonly longest: number
  /** The longest less the shortest of one person, of whom it is most. */
  readonly spread: number
}

export function gapsBetween({ state, allAlong }: RotaYear): Gaps {
  const each = allAlong.map((user) => {
    const starts = state.shifts.filter((shift) => shift.user === user).map(({ start }) => +start)
    return starts.slice(1).map((start, i) => Math.round((start - (starts[i] ?? start)) / day))
  })
  const inRounds = (days: number) => Number((days / allAlong.length).toFixed(2))
  return {
    shortest: inRounds(Math.min(...each.flat())),
    longest: inRounds(Math.max(...each.flat())),
    spread: inRounds(Math.max(...each.map((gaps) => Math.max(...gaps) - Math.min(...gaps)))),
  }
}

/** Counts as a calendar does: turns that began within the 365 days, of people there on every day. */
export function apartInYear({ state, year, allAlong }: RotaYear): Apart {
  const shifts = state.shifts.filter(({ start }) => start >= year.start && start < year.end)
  return apart(new Ledger(state.rota, shifts), allAlong)
}

/** Counts as the rota does: all turns published by the last day, plus the turns credited to newcomers. */
export function apartAsPublished({ state, allAlong, joined }: RotaYear): Apart {
  return apart(new Ledger(state.rota, state.shifts), [...allAlong, ...joined])
}

function apart(ledger: Ledger, users: readonly string[]): Apart {
  const tallies = users.map((user) => ledger.tally(user))
  const between = (counts: number[]) => Math.max(...counts) - Math.min(...counts)
  return {
    turns: between(tallies.map(({ total }) => total)),
    weekends: between(tallies.map(({ weekend }) => weekend)),
  }
}

/** The most days that one person has in any 28 days. */
export function mostDaysOf28({ state: { shifts } }: RotaYear): number {
  const held = (first: Shift) =>
    shifts.filter(
      ({ user, start }) => user === first.user && start >= first.start && +start < +first.start + 28 * day,
    )
  return Math.max(...shifts.map((first) => held(first).length))
}
