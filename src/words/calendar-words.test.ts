import { expect, test } from 'vitest'
import { daysWords } from './calendar-words.ts'

test.each([
  ['2026-12-24', '2026-12-25', 'Thu 24 Dec'],
  ['2026-12-24', '2026-12-28', 'Thu 24 Dec to Sun 27 Dec'],
  ['2026-12-31', '2027-01-02', 'Thu 31 Dec to Fri 1 Jan 2027'],
  ['2026-12-01', '2099-12-02', 'Tue 1 Dec to Tue 1 Dec 2099'],
])('whole days from %s up to %s are %s', (start, end, words) => {
  const midnight = (day: string) => new Date(`${day}T00:00:00Z`)
  expect(daysWords({ start: midnight(start), end: midnight(end) }, 'UTC')).toBe(words)
})
