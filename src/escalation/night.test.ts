import { expect, test } from 'vitest'
import { asleepUntil } from './night.ts'

test.each([
  ['Europe/Paris', '2026-02-14T14:00:00Z', null],
  ['Europe/Paris', '2026-02-14T07:00:00Z', null],
  ['Europe/Paris', '2026-02-14T06:59:59Z', '2026-02-14T07:00:00Z'],
  ['Europe/Paris', '2026-02-14T21:59:00Z', null],
  ['Europe/Paris', '2026-02-14T22:00:00Z', '2026-02-15T07:00:00Z'],
  ['Asia/Kolkata', '2026-02-14T18:00:00Z', '2026-02-15T02:30:00Z'],
  // The clock goes forward in that night.
  ['Europe/Paris', '2026-03-28T23:00:00Z', '2026-03-29T06:00:00Z'],
])('in %s at %s people sleep until %s', (zone, at, until) => {
  expect(asleepUntil(zone, new Date(at))?.toISOString() ?? null).toBe(until && new Date(until).toISOString())
})
