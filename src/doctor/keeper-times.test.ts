import { expect, test } from 'vitest'
import { keeperDay } from './keeper-times.ts'

test.each([
  ['before ten', '2027-03-02T08:59:00Z', 'Europe/Paris', '2027-03-01', '2027-03-02T09:00:00Z'],
  ['at ten', '2027-03-02T09:00:00Z', 'Europe/Paris', '2027-03-02', '2027-03-03T09:00:00Z'],
  ['elsewhere', '2027-03-02T09:00:00Z', 'America/New_York', '2027-03-01', '2027-03-02T15:00:00Z'],
  [
    'the day that summer time begins',
    '2027-03-27T12:00:00Z',
    'Europe/Paris',
    '2027-03-27',
    '2027-03-28T08:00:00Z',
  ],
])('the day under way, %s', (_, now, zone, date, end) => {
  expect(keeperDay(new Date(now), zone)).toEqual({ date, end: new Date(end) })
})
