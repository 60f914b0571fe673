import { expect, test } from 'vitest'
import { Refusal } from '#errors.ts'
import { contactKindFrom, contactValue } from './contact.ts'
import { codeFor, isCode, isFlood } from './contact-code.ts'
import { deadBecause } from './dead-code.ts'
import { nextWeekly, readWeekly } from './weekly-test.ts'

test.each([
  ['call', '+1 (202) 555-0123', '+12025550123'],
  ['sms', '0044 7700 900123', '+447700900123'],
  ['email', 'mailto:Ann@Example.com', 'ann@example.com'],
  ['ntfy', 'muster-7Gh2k', 'muster-7Gh2k'],
  ['pushover', 'uQiRzpo4DXghDmr9QzzfQu27cmVRsG', 'uQiRzpo4DXghDmr9QzzfQu27cmVRsG'],
] as const)('%s %s is stored as %s', (kind, typed, stored) => {
  expect(contactValue(kind, typed)).toBe(stored)
})

test.each([
  ['call', '2025550123'],
  ['call', '+0123456789'],
  ['sms', 'tel:+1202555012345678'],
  ['email', 'ann@example.com\nBcc: all@example.com'],
  ['email', 'ann@localhost'],
  ['ntfy', 'a/b'],
  ['pushover', 'short'],
] as const)('%s %j is refused with advice', (kind, typed) => {
  expect(() => contactValue(kind, typed)).toThrow(Refusal)
})

test('people name a way in their own words', () => {
  expect(['Phone', 'text', 'E-Mail', 'push', 'fax'].map(contactKindFrom)).toEqual([
    'call',
    'sms',
    'email',
    'pushover',
    null,
  ])
})

test('a code fits only its own message and secret', () => {
  const code = codeFor('secret', 'a')
  expect(code).toMatch(/^\d{6}$/)
  expect(isCode('secret', 'a', ` ${code.slice(0, 3)} ${code.slice(3)}`)).toBe(true)
  expect(isCode('secret', 'b', code)).toBe(false)
  expect(isCode('other', 'a', code)).toBe(false)
  expect(isCode('secret', 'a', '')).toBe(false)
})

test('a number gets three codes an hour, whoever asks for them', () => {
  const now = new Date('2027-02-12T12:00:00Z')
  const written = [50, 40, 30].map((minutes, n) => ({
    madeAt: new Date(+now - minutes * 60_000),
    person: `U${n}`,
    valueHash: 'h',
  }))
  const next = { purpose: 'code', person: 'U9', valueHash: 'h' } as const
  expect(isFlood(written, next, now)).toBe(true)
  expect(isFlood(written, { ...next, valueHash: 'other' }, now)).toBe(false)
  expect(isFlood(written, next, new Date(+now + 11 * 60_000))).toBe(false)
})

test('only a provider’s word for good ends a way', () => {
  expect(deadBecause('sms', '30006')).toContain('landline')
  expect(deadBecause('sms', '30003')).toBeNull()
  expect(deadBecause('email', '550')).toContain('mailbox')
  expect(deadBecause('email', 'server-550')).toBeNull()
  expect(deadBecause('page hook', '410')).toBeNull()
  expect(deadBecause('sms', 'constructor')).toBeNull()
})

test('a weekly test comes at the hour chosen, by the clock where the person lives', () => {
  expect(readWeekly('Monday at 10:00')).toBe('mon 10')
  expect(readWeekly('off')).toBeNull()
  expect(() => readWeekly('mon 25')).toThrow(Refusal)
  // A Friday.
  const friday = new Date('2027-02-12T09:30:00Z')
  expect(nextWeekly('fri 11', 'Europe/Paris', friday).toISOString()).toBe('2027-02-12T10:00:00.000Z')
  expect(nextWeekly('fri 10', 'Europe/Paris', friday).toISOString()).toBe('2027-02-19T09:00:00.000Z')
})
