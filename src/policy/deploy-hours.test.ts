import { expect, test } from 'vitest'
import { isDeployTime } from './deploy-hours.ts'

const weekdays = [1, 2, 3, 4, 5]
const office = { from: '09:00', to: '18:00', days: weekdays, timeZone: null }
const late = { from: '20:00', to: '02:00', days: [5], timeZone: null }

test.each([
  ['Friday at nine', office, '2027-02-12T08:00:00Z', true],
  ['a minute before', office, '2027-02-12T07:59:00Z', false],
  ['when it closes', office, '2027-02-12T17:00:00Z', false],
  ['on Saturday', office, '2027-02-13T11:00:00Z', false],
  ['over midnight, on the day', late, '2027-02-12T20:00:00Z', true],
  ['over midnight, the next morning', late, '2027-02-13T00:59:00Z', true],
  ['over midnight, when it closes', late, '2027-02-13T01:00:00Z', false],
  ['over midnight, a day too early', late, '2027-02-12T00:30:00Z', false],
] as const)('%s', (_, hours, now, open) => {
  expect(isDeployTime({ ...hours, days: [...hours.days] }, 'Europe/Paris', new Date(now))).toBe(open)
})
