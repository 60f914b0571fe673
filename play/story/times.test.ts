import { expect, test } from 'vitest'
import { isTimeAt, shownLike, startOf, timeAt } from './times.ts'

const zone = 'Europe/Paris'
const friday = startOf('2027-02-12 14:00', zone)

test.each([
  ['14:00', '2027-02-12 14:00'],
  ['14:05', '2027-02-12 14:05'],
  ['9:30', '2027-02-13 09:30'],
  ['Monday 09:00', '2027-02-15 09:00'],
  ['Friday 13:00', '2027-02-19 13:00'],
  ['2027-03-01 08:00', '2027-03-01 08:00'],
])('after Friday 14:00, "%s" is %s', (words, expected) => {
  expect(timeAt(words, friday, zone)).toEqual(startOf(expected, zone))
})

test('a time that the spring change skips is an hour later', () => {
  const eve = startOf('2027-03-27 12:00', zone)
  expect(timeAt('02:30', eve, zone).toISOString()).toBe('2027-03-28T01:30:00.000Z')
})

test('in the night in which an hour comes twice, the offset tells which is meant', () => {
  const eve = startOf('2027-10-31 02:20', zone)
  expect(timeAt('02:31', eve, zone).toISOString()).toBe('2027-10-31T00:31:00.000Z')
  expect(timeAt('02:31+02:00', eve, zone).toISOString()).toBe('2027-10-31T00:31:00.000Z')
  expect(timeAt('02:31+01:00', eve, zone).toISOString()).toBe('2027-10-31T01:31:00.000Z')
  expect(timeAt('2027-10-31 02:31+01:00', eve, zone).toISOString()).toBe('2027-10-31T01:31:00.000Z')
  const [first, second] = [timeAt('02:31', eve, zone), timeAt('02:31+01:00', eve, zone)]
  expect(shownLike('02:31', second, zone)).toBe('02:31')
  expect(shownLike('02:31+01:00', first, zone)).toBe('02:31+02:00')
  expect(() => timeAt('02:31+05:00', eve, zone)).toThrow('never shows 02:31+05:00')
})

test.each([
  'later',
  '02:31+1',
  'Monday 02:31+01:00',
  '25 o’clock',
  '14',
  'Someday 09:00',
  '2027-13-01 08:00',
])('"%s" is no time', (words) => {
  expect(isTimeAt(words)).toBe(false)
})
