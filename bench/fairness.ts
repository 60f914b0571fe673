import { daysAway, goAway } from '#oncall/absence.ts'
import { Ledger } from '#oncall/ledger.ts'
import { join, leave } from '#oncall/membership.ts'
import { publish } from '#oncall/publish.ts'
import type { Range } from '#oncall/range.ts'
import type { OnCall, Rota } from '#oncall/rota.ts'

/**
 * Figures over all seeds; a spread is the most minus the fewest turns. With absences it is taken twice: over the calendar
 * year among those there all along, and over everything published with newcomers and their credit. Both have to hold.
 */
export interface FairnessFigures {
  readonly seeds: number
  readonly calm: Spreads
  readonly busy: Spreads & {
    /** As published when the year ends, newcomers counted with the turns they started at. */
    readonly publishedTurns: Spread
    readonly publishedWeekends: Spread
    readonly mostDaysOf28: number
    readonly movedPerAbsence: number
  }
  readonly tenYearsMs: number
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
const people = Array.from({ length: 33 }, (_, i) => `U${String(i + 1).padStart(2, '0')}`)

/** A daily rota of 33 people over a year, without and with a year's absences, for each seed. */
export function fairness(seeds = 100): FairnessFigures {
  const calm = Array.from({ length: seeds }, (_, seed) => calmYear(random(seed + 1)))
  const busy = Array.from({ length: seeds }, (_, seed) => busyYear(random(seed + 1)))
  const spread = (target: number, all: readonly number[]): Spread => ({
    worst: Math.max(...all),
    within: all.filter((each) => each <= target).length,
  })
  const figures = {
    seeds,
    calm: {
      turns: spread(
        1,
        calm.map((year) => year.turns),
      ),
      weekends: spread(
        1,
        calm.map((year) => year.weekends),
      ),
    },
    busy: {
      turns: spread(
        2,
        busy.map((year) => year.turns),
      ),
      weekends: spread(
        2,
        busy.map((year) => year.weekends),
      ),
      publishedTurns: spread(
        2,
        busy.map((year) => year.publishedTurns),
      ),
      publishedWeekends: spread(
        2,
        busy.map((year) => year.publishedWeekends),
      ),
      mostDaysOf28: Math.max(...busy.map((year) => year.mostDaysOf28)),
      movedPerAbsence: busy.reduce((sum, year) => sum + year.movedPerAbsence, 0) / seeds,
    },
    tenYearsMs: tenYears(),
  }
  const { calm: c, busy: b } = figures
  const reached = [c.turns, c.weekends, b.turns, b.weekends, b.publishedTurns, b.publishedWeekends]
  return { ...figures, ok: reached.every((each) => each.within === seeds) && b.mostDaysOf28 <= 7 }
}

function calmYear(next: () => number) {
  const start = someDay(next)
  const end = new Date(+start + 365 * day)
  const { rota, ...rest } = rotaOf(next, start)
  const state = publish({ ...rest, rota: { ...rota, publishedDays: 366 } }, start).state
  return spreads(state, people, { start, end })
}

interface Happening {
  readonly at: number
  readonly apply: (state: OnCall, now: Date) => OnCall
}

function busyYear(next: () => number) {
  const start = someDay(next)
  let state = rotaOf(next, start)
  let moved = 0
  const happenings = [...people, 'N1', 'N2'].flatMap((user) => absences(next, start, user, () => moved++))
  const [first, second] = shuffled(next, people)
  for (const user of ['N1', 'N2']) {
    happenings.push({ at: dayOf(next), apply: (now, at) => changed(now, join(now, user, at)) })
  }
  for (const user of [first, second]) {
    if (user) happenings.push({ at: dayOf(next), apply: (now, at) => changed(now, leave(now, user, at)) })
  }
  for (let today = 0; today < 365; today++) {
    const now = new Date(+start + today * day + 2 * 3_600_000)
    for (const happening of happenings) if (happening.at === today) state = happening.apply(state, now)
    state = publish(state, now).state
  }
  const there = people.filter((user) => user !== first && user !== second)
  const published = spreads(state, [...there, 'N1', 'N2'], null)
  return {
    ...spreads(state, there, { start, end: new Date(+start + 365 * day) }),
    publishedTurns: published.turns,
    publishedWeekends: published.weekends,
    mostDaysOf28: mostDaysOf28(state),
    movedPerAbsence: moved / happenings.length,
  }
}

/** 30 days in one, two or three spells, each known 0 to 90 days ahead. */
function absences(next: () => number, start: Date, user: string, onMoved: () => void): Happening[] {
  const spells = 1 + Math.floor(next() * 3)
  return Array.from({ length: spells }, (_, spell) => {
    const length = 30 / spells
    const room = Math.floor(365 / spells)
    const first = spell * room + Math.floor(next() * (room - length))
    const known = Math.floor(next() * 91)
    const date = (days: number) => new Date(+start + days * day).toISOString().slice(0, 10)
    const range = daysAway(date(first), date(first + length - 1), 'Europe/Paris')
    return {
      at: Math.max(0, first - known),
      apply(state, now) {
        const outcome = goAway(state, `${user}-${spell}`, user, range, now)
        if (outcome.ok) outcome.moved.forEach(onMoved)
        return changed(state, outcome)
      },
    }
  })
}

function changed(state: OnCall, outcome: ReturnType<typeof join>): OnCall {
  return outcome.ok ? outcome.state : state
}

/** Over one year when bounds are given, else over everything published plus the credit of newcomers. */
function spreads(state: OnCall, users: readonly string[], year: Range | null) {
  const shifts = year
    ? state.shifts.filter(({ start }) => start >= year.start && start < year.end)
    : state.shifts
  const ledger = new Ledger(state.rota, shifts)
  const spread = (of: 'total' | 'weekend') => {
    const counts = users.map((user) => ledger.tally(user)[of])
    return Math.max(...counts) - Math.min(...counts)
  }
  return { turns: spread('total'), weekends: spread('weekend') }
}

function mostDaysOf28(state: OnCall): number {
  return Math.max(
    ...state.shifts.map(
      (first) =>
        state.shifts.filter(
          ({ user, start }) =>
            user === first.user && start >= first.start && +start < +first.start + 28 * day,
        ).length,
    ),
  )
}

function tenYears(): number {
  const rota = rotaOf(random(1), new Date('2026-01-01T08:00:00Z'))
  const began = performance.now()
  publish({ ...rota, rota: { ...rota.rota, publishedDays: 3652 } }, new Date('2026-01-01T08:00:00Z'))
  return Math.round(performance.now() - began)
}

function rotaOf(next: () => number, start: Date): OnCall {
  const rota: Rota = {
    id: 'geoc',
    name: 'GEOC',
    role: 'geoc',
    timeZone: 'Europe/Paris',
    handOverTime: '09:00',
    turn: 'day',
    weekStart: 1,
    weekend: [6, 7],
    holidays: Array.from({ length: 11 }, () => {
      return new Date(+start + Math.floor(next() * 365) * day).toISOString().slice(0, 10)
    }),
    publishedDays: 60,
    members: shuffled(next, people).map((user) => ({
      user,
      joinedAt: start,
      leftAt: null,
      startsAt: start,
      credit: { total: 0, weekend: 0, holiday: 0 },
    })),
  }
  return { rota, shifts: [], aways: [], covers: [], swaps: [], publishedUntil: null }
}

function someDay(next: () => number): Date {
  return new Date(Date.UTC(2026, 0, 1, 8) + Math.floor(next() * 2000) * day)
}

function dayOf(next: () => number): number {
  return Math.floor(next() * 365)
}

function shuffled<T>(next: () => number, all: readonly T[]): T[] {
  return all
    .map((each) => ({ each, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ each }) => each)
}

/** Mulberry32: the same seed, the same year. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

if (import.meta.main) {
  const figures = fairness()
  console.log(process.argv.includes('--json') ? JSON.stringify(figures) : figures)
  if (!figures.ok) process.exitCode = 1
}
