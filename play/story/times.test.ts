import { expect, test } from 'vitest'
import { isTimeAt, startOf, timeAt } from './times.ts'

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

test.each(['later', '25 o’clock', '14', 'Someday 09:00', '2027-13-01 08:00'])('"%s" is no time', (words) => {
  expect(isTimeAt(words)).toBe(false)
})
