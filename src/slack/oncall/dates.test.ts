import { expect, test } from 'vitest'
import { readDay, readDays, readMonth } from './dates.ts'

const saturday = Temporal.PlainDate.from('2026-11-21')

test.each([
  ['2026-12-24', '2026-12-24'],
  ['today', '2026-11-21'],
  ['Tomorrow', '2026-11-22'],
  ['saturday', '2026-11-21'],
  ['fri', '2026-11-27'],
  ['2026-02-30', undefined],
  ['24/12/2026', undefined],
  ['', undefined],
  ['fr', undefined],
])('the day "%s" is %s', (typed, day) => {
  expect(readDay(typed, saturday)?.toString()).toBe(day)
})

test.each([
  ['2026-12-24', '2026-12-24 2026-12-24'],
  ['2026-12-24 to 2026-12-27', '2026-12-24 2026-12-27'],
  ['from 2026-12-24 until 2026-12-27', '2026-12-24 2026-12-27'],
  ['2026-12-24 - 2026-12-27', '2026-12-24 2026-12-27'],
  ['2026-12-24 2026-12-27', '2026-12-24 2026-12-27'],
  ['tomorrow to tuesday', '2026-11-22 2026-11-24'],
  ['friday to monday', '2026-11-27 2026-11-30'],
  ['2026-12-27 to 2026-12-24', undefined],
  ['next week', undefined],
  ['2026-12-24 to 2026-12-27 or so', undefined],
])('the days "%s" are %s', (typed, days) => {
  const read = readDays(typed, saturday)
  expect(read ? `${read.first.toString()} ${read.last.toString()}` : undefined).toBe(days)
})

test.each([
  ['', '2026-11'],
  ['last', '2026-10'],
  ['2025-12', '2025-12'],
  ['november', '2026-11'],
  ['dec', '2025-12'],
  ['2026-13', undefined],
  ['summer', undefined],
])('the month "%s" is %s', (typed, month) => {
  expect(readMonth(typed, saturday)?.toString()).toBe(month)
})
