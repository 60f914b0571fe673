import { expect, test } from 'vitest'
import type { Want } from './cadence.ts'
import { type Quiet, type Reminder, remind } from './reminder.ts'

const at = (time: string) => new Date(`2027-02-12T${time}:00Z`)
const want: Want = { key: 'update', cause: '0', person: 'U1', at: at('14:30') }
const awake: Quiet = { lastSaid: null, sleepsIn: () => null }
const asked: Reminder = {
  key: 'update',
  nth: 1,
  cause: '0',
  person: 'U1',
  askedAt: at('14:30'),
  settledAt: null,
  snoozedUntil: null,
  muted: false,
}

interface Case {
  wants?: Want[]
  asked?: Reminder[]
  quiet?: Partial<Quiet>
  now: string
  ask?: number
  settle?: number
  next?: string | null
}

test.each<[string, Case]>([
  ['not yet', { now: '14:29', next: '14:30' }],
  ['due', { now: '14:30', ask: 1, next: null }],
  ['asked: it is looked whether it was answered', { now: '14:40', asked: [asked], next: '14:50' }],
  ['answered', { now: '14:40', wants: [], asked: [asked], settle: 1, next: null }],
  [
    'somebody else has the role by now',
    { now: '14:40', wants: [{ ...want, person: 'U2' }], asked: [asked], settle: 1, ask: 1, next: null },
  ],
  [
    'due again: another cause',
    {
      now: '15:05',
      wants: [{ ...want, cause: '1', at: at('15:00') }],
      asked: [asked],
      settle: 1,
      ask: 1,
      next: null,
    },
  ],
  ['snoozed', { now: '14:40', asked: [{ ...asked, snoozedUntil: at('14:55') }], next: '14:55' }],
  [
    'snoozed long enough',
    { now: '14:55', asked: [{ ...asked, snoozedUntil: at('14:55') }], settle: 1, ask: 1, next: null },
  ],
  ['not needed', { now: '19:00', asked: [{ ...asked, muted: true }], next: null }],
  [
    'not needed, and later another cause',
    {
      now: '19:00',
      wants: [{ ...want, cause: '1' }],
      asked: [{ ...asked, muted: true }],
      settle: 1,
      next: null,
    },
  ],
  ['somebody is writing', { now: '14:31', quiet: { lastSaid: at('14:30') }, next: '14:32' }],
  ['somebody wrote a while ago', { now: '14:32', quiet: { lastSaid: at('14:30') }, ask: 1, next: null }],
  ['they write without end', { now: '14:40', quiet: { lastSaid: at('14:39') }, ask: 1, next: null }],
  ['it is day in Paris', { now: '14:30', quiet: { sleepsIn: () => 'Europe/Paris' }, ask: 1, next: null }],
  ['it is night in Auckland', { now: '14:30', quiet: { sleepsIn: () => 'Pacific/Auckland' }, next: '19:00' }],
])('%s', (_, { wants = [want], asked: reminders = [], quiet, now, ask = 0, settle = 0, next }) => {
  const due = remind(wants, reminders, { ...awake, ...quiet }, at(now))
  expect({ ask: due.ask.length, settle: due.settle.length, next: due.next }).toEqual({
    ask,
    settle,
    next: next === null || next === undefined ? null : at(next),
  })
})
