import { expect, test } from 'vitest'
import { readMoment } from './moment.ts'

// A Monday, at 10:38 in Paris and at 04:38 in New York.
const now = new Date('2026-11-30T09:38:20Z')

test.each([
  ['09:40', '2026-11-30T08:40:00Z'],
  ['9:40', '2026-11-30T08:40:00Z'],
  ['9h40', '2026-11-30T08:40:00Z'],
  ['9.40 am', '2026-11-30T08:40:00Z'],
  ['9am', '2026-11-30T08:00:00Z'],
  ['12:10 am', '2026-11-29T23:10:00Z'],
  ['at 10:38', '2026-11-30T09:38:00Z'],
  ['now', now.toISOString()],
  ['20 min ago', '2026-11-30T09:18:20Z'],
  ['20m ago', '2026-11-30T09:18:20Z'],
  ['2 hours ago', '2026-11-30T07:38:20Z'],
  ['1d ago', '2026-11-29T09:38:20Z'],
  // Last night; but a slip of two minutes is no yesterday.
  ['23:50', '2026-11-29T22:50:00Z'],
  ['10:40', '2026-11-30T09:40:00Z'],
  ['yesterday 10:40', '2026-11-29T09:40:00Z'],
  ['10:40 yesterday', '2026-11-29T09:40:00Z'],
  ['9.40 pm on sunday', '2026-11-29T20:40:00Z'],
  ['today at 09:40', '2026-11-30T08:40:00Z'],
  ['sunday 09:40', '2026-11-29T08:40:00Z'],
  ['on Tuesday, 09:40', '2026-11-24T08:40:00Z'],
  ['tomorrow 09:40', '2026-12-01T08:40:00Z'],
  ['2026-11-24 09:40', '2026-11-24T08:40:00Z'],
  ['2026-11-24T09:40', '2026-11-24T08:40:00Z'],
  ['2026-13-24 09:40', null],
  ['24:00', null],
  ['9:60', null],
  ['13pm', null],
  ['0am', null],
  ['12', null],
  ['40', null],
  ['', null],
  ['soon', null],
  ['a while ago', null],
  ['99999999 min ago', null],
  ['after the deploy of 09:40', null],
])('%j, in Paris', (typed, expected) => {
  expect(readMoment(typed, now, 'Europe/Paris')).toEqual(expected === null ? null : new Date(expected))
})

test('clocks are those of the person', () => {
  expect(readMoment('04:10', now, 'America/New_York')).toEqual(new Date('2026-11-30T09:10:00Z'))
  expect(readMoment('18:00', now, 'America/New_York')).toEqual(new Date('2026-11-29T23:00:00Z'))
})
