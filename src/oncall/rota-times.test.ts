import { expect, test } from 'vitest'
import { remindedAt } from './rota-times.ts'

test.each([
  ['Europe/Paris', '2026-11-02T08:00:00Z', '2026-11-01T09:00:00.000Z'],
  ['America/New_York', '2026-11-02T08:00:00Z', '2026-11-01T15:00:00.000Z'],
  ['Australia/Lord_Howe', '2026-11-02T08:00:00Z', '2026-10-31T23:00:00.000Z'],
])('someone in %s is reminded at ten the day before', (timeZone, start, expected) => {
  expect(remindedAt({ start: new Date(start) }, timeZone).toISOString()).toBe(expected)
})
