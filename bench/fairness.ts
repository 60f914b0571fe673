/** How evenly a daily rota of 33 people shares a year, without and with a year's absences. */
import { Ledger } from '#oncall/ledger.ts'
import type { Shift } from '#oncall/rota.ts'
import { busyYear, calmYear, type RotaYear, tenYears } from './rota-year.ts'

/** Figures over all seeds; a spread is the most minus the fewest turns. */
export interface FairnessFigures {
  readonly seeds: number
  readonly calm: Spreads
  /**
   * Taken twice: over the calendar year among those there all along, where a turn lost to an absence announced late in
   * the year is made up after it, and over everything published with newcomers and their credit.
   */
  readonly busy: Spreads & {
    readonly publishedTurns: Spread
    readonly publishedWeekends: Spread
    readonly mostDaysOf28: number
    readonly movedPerAbsence: number
  }
  readonly tenYearsMs: number
  /** Whether every target was reached in every seed. */
  readonly ok: boolean
}

interface Spreads {
  readonly turns: Spread
  readonly weekends: Spread
}

/** The worst seed, and in how many seeds the target was reached. */
interface Spread {
  readonly worst: number
  readonly within: number
}

const day = 86_400_000

export function fairness(seeds = 100, first = 1): FairnessFigures {
  const each = Array.from({ length: seeds }, (_, i) => first + i)
  const calm = each.map((seed) => inYear(calmYear(seed)))
  const busy = each.map((seed) => measured(busyYear(seed)))
  const figures = {
    calm: { turns: spread(1, calm, 'turns'), weekends: spread(1, calm, 'weekends') },
    busy: {
      turns: spread(2, busy, 'turns'),
      weekends: spread(2, busy, 'weekends'),
      publishedTurns: spread(2, busy, 'publishedTurns'),
      publishedWeekends: spread(2, busy, 'publishedWeekends'),
      mostDaysOf28: Math.max(...busy.map((year) => year.mostDaysOf28)),
      movedPerAbsence: busy.reduce((sum, year) => sum + year.movedPerAbsence, 0) / seeds,
    },
  }
  const { mostDaysOf28, movedPerAbsence: _, ...spreads } = figures.busy
  const all = [...Object.values(figures.calm), ...Object.values(spreads)]
  const ok = all.every(({ within }) => within === seeds) && mostDaysOf28 <= 7
  return { seeds, ...figures, tenYearsMs: elapsed(tenYears), ok }
}

function measured(year: RotaYear) {
  const { state, allAlong, joined, movedByAbsences, absences } = year
  const published = spreads(year, [...allAlong, ...joined], state.shifts)
  return {
    ...inYear(year),
    publishedTurns: published.turns,
    publishedWeekends: published.weekends,
    mostDaysOf28: mostDaysOf28(state.shifts),
    movedPerAbsence: movedByAbsences / absences,
  }
}

function inYear(rotaYear: RotaYear) {
  const { state, year, allAlong } = rotaYear
  const shifts = state.shifts.filter(({ start }) => start >= year.start && start < year.end)
  return spreads(rotaYear, allAlong, shifts)
}

function spreads({ state }: RotaYear, users: readonly string[], shifts: readonly Shift[]) {
  const ledger = new Ledger(state.rota, shifts)
  const between = (of: 'total' | 'weekend') => {
    const counts = users.map((user) => ledger.tally(user)[of])
    return Math.max(...counts) - Math.min(...counts)
  }
  return { turns: between('total'), weekends: between('weekend') }
}

function spread<K extends string>(target: number, years: readonly Record<K, number>[], of: K): Spread {
  const found = years.map((year) => year[of])
  return { worst: Math.max(...found), within: found.filter((each) => each <= target).length }
}

function mostDaysOf28(shifts: readonly Shift[]): number {
  const held = (first: Shift) =>
    shifts.filter(
      ({ user, start }) => user === first.user && start >= first.start && +start < +first.start + 28 * day,
    )
  return Math.max(...shifts.map((first) => held(first).length))
}

function elapsed(work: () => void): number {
  const began = performance.now()
  work()
  return Math.round(performance.now() - began)
}

if (import.meta.main) {
  const [seeds, first] = process.argv
    .slice(2)
    .filter((each) => !each.startsWith('--'))
    .map(Number)
  const figures = fairness(seeds, first)
  console.log(process.argv.includes('--json') ? JSON.stringify(figures) : figures)
  if (!figures.ok) process.exitCode = 1
}
