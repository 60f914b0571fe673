import { expect, test } from 'vitest'
import { calendarFile } from './calendar-file.ts'
import { postmortemCanBecome, morningOf, nudgesOf } from './postmortem.ts'
import { nextMonday } from './weekly.ts'

const paris = { zone: 'Europe/Paris', weekend: [6, 7], holidays: [] }
const at = (text: string) => new Date(`2027-02-${text}:00Z`)

test.each([
  ['09T08:00', null, '09T09:00'],
  ['09T09:00', 'before', '10T09:00'],
  ['10T12:00', 'on', '11T09:00'],
  ['12T00:00', 'after', '17T09:00'],
  ['20T00:00', 'still', null],
])('at %s the newest reminder is %s, the next comes at %s', (now, latest, next) => {
  const reminders = nudgesOf(at('10T09:00'), at('05T00:00'), at(now), paris)
  expect(reminders.latest?.name ?? null).toBe(latest)
  expect(reminders.next).toEqual(next === null ? null : at(next))
})

test('nobody is reminded of a time before it was promised', () => {
  expect(nudgesOf(at('10T09:00'), at('09T12:00'), at('09T13:00'), paris)).toEqual({
    latest: null,
    next: at('10T09:00'),
  })
})

test.each([
  ['14T12:00', '15T08:00'],
  ['15T07:59', '15T08:00'],
  ['15T08:00', '22T08:00'],
])('after %s the next Monday morning in Paris is %s', (now, monday) => {
  expect(nextMonday(at(now), 'Europe/Paris')).toEqual(at(monday))
})

test('an ISO date begins at nine in the company’s zone', () => {
  expect(morningOf('2027-02-15', 'Europe/Paris')).toEqual(at('15T08:00'))
})

test('nobody is reminded at a weekend: of a Monday on Friday, of a Saturday on the Monday after', () => {
  const next = (due: string, now: string) => nudgesOf(at(due), at('05T00:00'), at(now), paris).next
  expect(next('15T09:00', '11T12:00')).toEqual(at('12T09:00'))
  expect(next('13T09:00', '12T12:00')).toEqual(at('15T08:00'))
  expect(next('12T09:00', '12T10:00')).toEqual(at('15T08:00'))
})

test('a published post-mortem is revised by a review, and never a draft again', () => {
  expect(postmortemCanBecome('draft', 'published')).toBe(true)
  expect(postmortemCanBecome('reviewed', 'published')).toBe(true)
  expect(postmortemCanBecome('published', 'draft')).toBe(false)
})

test('a calendar file says when, folded at 75 octets, with nothing that could end its line', () => {
  const file = calendarFile({
    uid: '1@muster',
    title: `Review; of, #1\n\u0007\u0000${'é'.repeat(80)}`,
    at: at('15T08:00'),
    length: 45,
    now: at('14T08:00'),
  })
  expect(file).toContain('DTSTART:20270215T080000Z\r\nDTEND:20270215T084500Z')
  expect(file).toContain('SUMMARY:Review\\; of\\, #1 é')
  for (const row of file.split('\r\n')) expect(Buffer.byteLength(row)).toBeLessThanOrEqual(75)
})
