import { expect, test } from 'vitest'
import { defaultPolicy } from '#policy/policy.ts'
import { kindsIn, readRules, rulesFor, rulesText, storedRules } from './own-rules.ts'

const bounds = { defaults: defaultPolicy.contacts.defaultRules, latest: 300_000 }

test.each([
  ['push+email now, sms 1m, call 2m every 2m', 'push+email now, sms 1m, call 2m every 2m'],
  ['call after 2m every 90s; text at once', 'sms now, call 2m every 1m30s'],
  ['SMS and call in 30s\npushover', 'pushover now, sms+call 30s'],
  ['slack, push now', 'push now'],
])('%j is read', (typed, text) => {
  const rules = readRules(typed, bounds) ?? []
  expect(rulesText(rules)).toBe(text)
  expect(storedRules(JSON.stringify(rules))).toEqual(rules)
})

test.each(['', 'default', 'off'])('%j means what everybody has', (typed) => {
  expect(readRules(typed, bounds)).toBeNull()
  expect(rulesFor(null, bounds)).toBe(bounds.defaults)
})

test.each([
  'now',
  'slack',
  'call 6m',
  'call every',
  'call now every 1s',
  'fax 1m',
  'call 1m 2x',
  'call,'.repeat(9),
])('%j is refused', (typed) => {
  expect(() => readRules(typed, bounds)).toThrow()
})

test('rules are bounded by the policy as it is today, and what cannot be read is none', () => {
  const rules = readRules('sms 4m', bounds)
  expect(rulesFor(rules, { ...bounds, latest: 60_000 })[0]?.after).toBe(60_000)
  for (const stored of ['', '{}', '[]', '[1]', '[{"methods":["fax"],"after":0,"repeat":null}]'])
    expect(storedRules(stored)).toBeNull()
  expect(kindsIn(bounds.defaults)).toEqual(['pushover', 'ntfy', 'email', 'sms', 'call'])
})
