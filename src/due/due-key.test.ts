import { expect, test } from 'vitest'
import { dueKey, dueKinds, readDueKey } from './due-key.ts'

test('keys are stored as they always were', () => {
  expect(dueKey('incident', 12)).toBe('incident:12')
  expect(dueKey('test-page', 'U0001')).toBe('test-page:U0001')
  expect(dueKey('oncall', 'today')).toBe('oncall:today')
  expect(dueKinds.join(' ')).toBe(
    'incident declaration pages escalation cadence postmortem model export digest silence history images retention similar search-words chart ' +
      'month rota-month named-people names people greeting keeper rota oncall test-page home homes workspace sweep hook hook-summary ' +
      'ring replies text-back contact contacts phone readiness weekly-test heartbeat alerts subscription group group-shown quiet',
  )
})

test('a key is read back as the thing it names', () => {
  expect(readDueKey('incident', 'incident:12')).toBe(12)
  expect(readDueKey('month', 'month:U0001:2026-09')).toBe('U0001:2026-09')
  expect(readDueKey('homes', 'homes:all')).toBe('all')
  expect(readDueKey('retention', 'retention:people')).toBe('people')
})
