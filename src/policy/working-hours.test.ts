import { expect, test } from 'vitest'
import { defaultPolicy } from './policy.ts'
import { workdayBefore, workingHoursOf, workingTime } from './working-hours.ts'

const paris = { zone: 'Europe/Paris', weekend: [6, 7], holidays: ['2027-02-15'] }
const at = (text: string) => new Date(`2027-02-${text}:00Z`)

test.each([
  ['a moment of work stays', '11T10:20', '11T10:20'],
  ['the night before work', '11T03:20', '11T08:00'],
  ['five in the afternoon is over', '11T16:00', '12T08:00'],
  ['a Friday evening before a holiday', '12T21:00', '16T08:00'],
  ['a Saturday before a holiday', '13T10:00', '16T08:00'],
])('%s: %s becomes %s', (_, from, to) => {
  expect(workingTime(at(from), paris)).toEqual(at(to))
})

test('the working day before leaves out weekends and holidays', () => {
  expect(workdayBefore(at('16T08:00'), paris)).toEqual(at('12T08:00'))
})

test('the hours are those of the person, else of the company', () => {
  expect(workingHoursOf(defaultPolicy, { timeZone: 'Asia/Tokyo' }).zone).toBe('Asia/Tokyo')
  expect(workingHoursOf(defaultPolicy, null)).toEqual({ zone: 'UTC', weekend: [6, 7], holidays: [] })
})

test('a policy in which no day is a working day still gives a moment', () => {
  const never = { ...paris, weekend: [1, 2, 3, 4, 5, 6, 7] }
  expect(workingTime(at('11T10:20'), never)).toEqual(at('12T08:00'))
})
