import { daysAway, goAway } from '#oncall/turns/absence.ts'
import { join, leave } from '#oncall/turns/membership.ts'
import { publishTurns } from '#oncall/turns/publish.ts'
import type { Range } from '#time.ts'
import type { RotaState, Rota } from '#oncall/turns/rota.ts'
import { handOverOn } from '#oncall/turns/turns.ts'
import { random } from '../chaos/random.ts'

/** A year of a daily rota as it went. */
export interface RotaYear {
  readonly state: RotaState
  readonly year: Range
  /** Members from its first day to its last. */
  readonly allAlong: readonly string[]
  readonly joined: readonly string[]
  readonly absences: number
  readonly movedByAbsences: number
}

interface Happening {
  readonly day: number
  readonly apply: (state: RotaState, now: Date) => RotaState
}

const day = 86_400_000
const people = Array.from({ length: 33 }, (_, i) => `U${String(i + 1).padStart(2, '0')}`)

/** Nobody is away, joins or leaves. */
export function calmYear(seed: number): RotaYear {
  const next = random(seed)
  const start = someDay(next)
  const state = publishAll(rotaOf(next, start), start, 366)
  return { ...yearOf(state.rota, start), state }
}

/** Each is away for 30 days, known 0 to 90 days ahead; two join and two leave. */
export function busyYear(seed: number): RotaYear {
  const next = random(seed)
  const start = someDay(next)
  let state = rotaOf(next, start)
  let movedByAbsences = 0
  const joined = ['N1', 'N2']
  const absences = [...people, ...joined].flatMap((user) =>
    absencesOf(next, start, user, (moved) => {
      movedByAbsences += moved
    }),
  )
  const leaving = shuffled(next, people).slice(0, 2)
  const happenings = [
    ...absences,
    ...joined.map((user) => changing(next, (state, now) => join(state, user, now))),
    ...leaving.map((user) => changing(next, (state, now) => leave(state, user, now))),
  ]
  for (let today = 0; today < 365; today++) {
    const now = new Date(+start + today * day + 2 * 3_600_000)
    for (const happening of happenings) if (happening.day === today) state = happening.apply(state, now)
    state = publishTurns(state, now).state
  }
  const allAlong = people.filter((user) => !leaving.includes(user))
  return { ...yearOf(state.rota, start), state, allAlong, joined, absences: absences.length, movedByAbsences }
}

/** Ten years given out at once. */
export function tenYears(): RotaState {
  const start = new Date('2026-01-01T08:00:00Z')
  return publishAll(rotaOf(random(1), start), start, 3652)
}

/** 365 turns, from the hand-over of the first day on. */
function yearOf(rota: Rota, start: Date) {
  const first = Temporal.PlainDate.from(start.toISOString().slice(0, 10))
  const year = { start: handOverOn(rota, first), end: handOverOn(rota, first.add({ days: 365 })) }
  return { year, allAlong: people, joined: [], absences: 0, movedByAbsences: 0 }
}

function publishAll(state: RotaState, now: Date, publishedDays: number): RotaState {
  return publishTurns({ ...state, rota: { ...state.rota, publishedDays } }, now).state
}

/** 30 days in one, two or three spells. */
function absencesOf(
  next: () => number,
  start: Date,
  user: string,
  onMoved: (shifts: number) => void,
): Happening[] {
  const spells = 1 + Math.floor(next() * 3)
  return Array.from({ length: spells }, (_, spell) => {
    const length = 30 / spells
    const room = Math.floor(365 / spells)
    const first = spell * room + Math.floor(next() * (room - length))
    const known = Math.floor(next() * 91)
    const date = (days: number) => new Date(+start + days * day).toISOString().slice(0, 10)
    const range = daysAway(date(first), date(first + length - 1), 'Europe/Paris')
    return {
      day: Math.max(0, first - known),
      apply(state, now) {
        const outcome = goAway(state, `${user}-${spell}`, user, range, now)
        if (outcome.ok) onMoved(outcome.moved.length)
        return changed(state, outcome)
      },
    }
  })
}

function changing(
  next: () => number,
  change: (state: RotaState, now: Date) => ReturnType<typeof join>,
): Happening {
  return { day: Math.floor(next() * 365), apply: (state, now) => changed(state, change(state, now)) }
}

function changed(state: RotaState, outcome: ReturnType<typeof join>): RotaState {
  return outcome.ok ? outcome.state : state
}

function rotaOf(next: () => number, start: Date): RotaState {
  const rota: Rota = {
    id: 'geoc',
    name: 'GEOC',
    role: 'geoc',
    timeZone: 'Europe/Paris',
    handOverTime: '09:00',
    turn: 'day',
    turnsFrom: null,
    hours: null,
    weekStart: 1,
    weekend: [6, 7],
    holidays: Array.from({ length: 11 }, () => {
      return new Date(+start + Math.floor(next() * 365) * day).toISOString().slice(0, 10)
    }),
    publishedDays: 60,
    secondary: 'none',
    members: shuffled(next, people).map((user) => ({
      user,
      joinedAt: start,
      leftAt: null,
      startsAt: start,
      credit: { total: 0, weekend: 0, holiday: 0, night: 0 },
      timeZone: 'Europe/Paris',
    })),
  }
  return { rota, shifts: [], aways: [], covers: [], swaps: [], publishedUntil: null }
}

function someDay(next: () => number): Date {
  return new Date(Date.UTC(2026, 0, 1, 8) + Math.floor(next() * 2000) * day)
}

function shuffled<T>(next: () => number, all: readonly T[]): T[] {
  return all
    .map((each) => ({ each, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ each }) => each)
}
