import { expect, test } from 'vitest'
import { silenceIn } from './do-not-disturb.ts'

const now = new Date('2026-02-14T22:00:00Z')
const seconds = now.getTime() / 1000

test.each([
  [
    'on',
    { dnd_enabled: true, next_dnd_start_ts: seconds - 60, next_dnd_end_ts: seconds + 60 },
    new Date(now.getTime() + 60_000),
  ],
  [
    'still to come',
    { dnd_enabled: true, next_dnd_start_ts: seconds + 60, next_dnd_end_ts: seconds + 90 },
    null,
  ],
  ['just over', { dnd_enabled: true, next_dnd_start_ts: seconds - 60, next_dnd_end_ts: seconds }, null],
  ['off', { dnd_enabled: false, next_dnd_start_ts: seconds - 60, next_dnd_end_ts: seconds + 60 }, null],
  ['without times', { dnd_enabled: true }, null],
])('Do Not Disturb that is %s', (_, user, until) => {
  expect(silenceIn({ ok: true, users: { U1: user } }, now)).toEqual(new Map([['U1', until]]))
})

test('an answer of another shape says nothing about anybody', () => {
  expect(silenceIn({ ok: true, users: [] }, now)).toEqual(new Map())
})
