import { expect, test } from 'vitest'
import { checkInOf } from './check-in.ts'

const noticedAt = new Date('2026-11-02T08:00:00Z')
const iso = (at: Date) => at.toISOString().slice(5, 16)

test.each([
  ['both awake', 'Europe/Paris', 'Europe/Paris', '11-02T08:30', '11-02T09:00'],
  [
    'the person asleep: nobody is asked before their morning',
    'America/New_York',
    'Europe/Paris',
    '11-02T12:00',
    '11-02T12:30',
  ],
  ['the owner asleep', 'Europe/Paris', 'America/New_York', '11-02T08:30', '11-02T12:00'],
  ['the owner just gone to bed', 'Asia/Tokyo', 'Pacific/Auckland', '11-02T08:30', '11-02T18:00'],
  ['after ten in the evening', 'Pacific/Kiritimati', 'Pacific/Kiritimati', '11-02T17:00', '11-02T17:30'],
])('%s', (_, person, owner, remindAt, askAt) => {
  const times = checkInOf({ noticedAt }, person, { user: 'U0OWN', timeZone: owner })
  expect([iso(times.remindAt), iso(times.askAt)]).toEqual([remindAt, askAt])
})
