/** Turns of half a day go to those for whom it is day; where all live in one place, they share the nights. */
import { expect, test } from 'vitest'
import { enter } from './founding.ts'
import { freshRota } from './fresh-rota.ts'
import { join } from './membership.ts'
import { publishTurns } from './publish.ts'
import type { RotaState, Rota } from './rota.ts'
import { findGaps } from './timeline.ts'
import { turnsBetween } from './turns.ts'

const now = new Date('2027-03-01T08:00Z')
const day = 86_400_000
const [paris, tokyo] = ['Europe/Paris', 'Asia/Tokyo']

function rotaOf(zones: Record<string, string>, settings: Partial<Rota> = {}): RotaState {
  let state = freshRota({ id: 'r', name: 'R', role: 'geoc', turn: '12h', publishedDays: 90, ...settings })
  for (const [user, zone] of Object.entries(zones)) {
    const entered = enter(state, user, now, zone)
    if (!entered.ok) throw new Error(entered.reason)
    state = publishTurns(entered.state, now).state
  }
  return state
}

const hourIn = (at: Date, zone: string) => at.toTemporalInstant().toZonedDateTimeISO(zone).hour

function tallies({ shifts }: RotaState, kind: (at: Date) => boolean = () => true) {
  const counts = Object.groupBy(
    shifts.filter(({ start }) => kind(start)),
    ({ user }) => user,
  )
  return Object.fromEntries(Object.entries(counts).map(([user, all]) => [user, all?.length ?? 0]))
}

test.each([
  ['12h', ['09:00', '21:00']],
  ['8h', ['01:00', '09:00', '17:00']],
] as const)('turns of %s change hands at the same times of day all year', (turn, times) => {
  const { rota } = freshRota({ id: 'r', name: 'R', role: 'geoc', turn })
  const turns = turnsBetween(rota, new Date('2027-01-01T12:00Z'), new Date('2028-01-01T12:00Z'))
  const wall = turns.map(({ start }) =>
    start.toTemporalInstant().toZonedDateTimeISO(paris).toPlainTime().toString({ smallestUnit: 'minute' }),
  )
  expect([...new Set(wall)].toSorted()).toEqual(times)
  expect(turns.every(({ end }, i) => !turns[i + 1] || +end === +(turns[i + 1]?.start ?? 0))).toBe(true)
})

test('half a day in two places wakes nobody, and each place shares its own turns', () => {
  const state = rotaOf({ ann: paris, ken: tokyo, bo: paris, mei: tokyo, cy: paris })
  expect(findGaps(state, now, state.publishedUntil ?? now)).toEqual([])
  for (const { start, user } of state.shifts)
    expect(hourIn(start, paris) === 9 ? ['ann', 'bo', 'cy'] : ['ken', 'mei']).toContain(user)
  const { ann = 0, bo = 0, cy = 0, ken = 0, mei = 0 } = tallies(state)
  expect(Math.max(ann, bo, cy) - Math.min(ann, bo, cy)).toBeLessThanOrEqual(1)
  expect(Math.abs(ken - mei)).toBeLessThanOrEqual(1)
  expect(state.shifts.every(({ reason }) => !reason.night)).toBe(true)
})

test('in one place all share nights as evenly as days, with a rest in between', () => {
  const state = rotaOf({ ann: paris, bo: paris, cy: paris, dee: paris })
  const nights = tallies(state, (start) => hourIn(start, paris) === 21)
  const days = tallies(state, (start) => hourIn(start, paris) === 9)
  for (const counts of [nights, days]) {
    const all = ['ann', 'bo', 'cy', 'dee'].map((user) => counts[user] ?? 0)
    expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(2)
  }
  expect(state.shifts.every(({ user }, i) => state.shifts[i + 1]?.user !== user)).toBe(true)
})

test('where nobody is awake, the turn is given all the same, and says so', () => {
  const state = rotaOf({ ann: paris, bo: paris })
  const night = state.shifts.find(({ start }) => hourIn(start, paris) === 21 && +start > +now + 5 * day)
  expect(night?.reason).toMatchObject({ night: true })
  expect(findGaps(state, now, state.publishedUntil ?? now)).toEqual([])
})

test('a newcomer is credited with the turns of those who share theirs', () => {
  const state = rotaOf({ ann: paris, ken: tokyo, mei: tokyo, rin: tokyo })
  const later = new Date(+now + 60 * day)
  const credit = (zone: string) => {
    const joined = join(publishTurns(state, later).state, 'zoe', later, zone)
    return joined.ok ? joined.state.rota.members.at(-1)?.credit.total : null
  }
  const { ann = 0, ken = 0, mei = 0, rin = 0 } = tallies(publishTurns(state, later).state)
  expect(credit(paris)).toBe(ann)
  expect(Math.abs((credit(tokyo) ?? 0) - (ken + mei + rin) / 3)).toBeLessThan(2)
})

test.each([
  ['2026-11-02', ['2026-11-02', '2026-11-16', '2026-11-30']],
  ['2026-11-11', ['2026-11-09', '2026-11-23', '2026-12-07']],
  [null, ['2026-11-02', '2026-11-16', '2026-11-30']],
])('two weeks counted from %s begin every other Monday', (turnsFrom, expected) => {
  const { rota } = freshRota({ id: 'r', name: 'R', role: 'im', turn: 'two-weeks', turnsFrom })
  const turns = turnsBetween(rota, new Date('2026-11-09T12:00Z'), new Date('2026-12-15T12:00Z'))
  expect(turns.slice(0, 3).map(({ start }) => start.toISOString().slice(0, 10))).toEqual(expected)
})

test('turns of two weeks are shared, nobody has two in a row, and no rule is called broken', () => {
  const state = rotaOf({ ann: paris, bo: paris, cy: paris }, { turn: 'two-weeks', publishedDays: 360 })
  expect(state.shifts.every(({ user }, i) => state.shifts[i + 1]?.user !== user)).toBe(true)
  expect(state.shifts.every(({ reason }) => reason.relaxed === null)).toBe(true)
  const counts = Object.values(tallies(state))
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
})
