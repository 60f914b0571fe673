import { expect, test } from 'vitest'
import { fold } from './evolve.ts'
import { asOf, countedNext } from './as-of.ts'
import { declarationOf, type IncidentEvent, type Recorded } from './incident.ts'

const began = new Date('2027-02-12T03:00:00Z')
const minute = (n: number) => new Date(began.getTime() + n * 60_000)
const declared: IncidentEvent = { type: 'declared', number: 1, ...declarationOf('Checkout fails') }
const happened = (...more: [number, IncidentEvent][]): Recorded[] =>
  [[0, declared] as const, ...more].map(([at, event], n) => ({
    ...event,
    seq: n + 1,
    at: minute(at),
    actor: 'U0',
  }))

test.each<[string, Recorded[], number | null, number, number]>([
  ['a fresh one', happened(), null, 4, 0],
  ['each five minutes at first', happened(), null, 14, 10],
  ['each quarter of an hour later', happened(), null, 44, 30],
  ['each hour after that', happened(), null, 200, 180],
  ['each day after a day', happened(), null, 3000, 2880],
  ['a change draws it anyway', happened([12, { type: 'severity changed', to: 'P1' }]), null, 13, 12],
  ['somebody who comes in does not', happened([12, { type: 'entered', user: 'U1' }]), null, 13, 10],
  [
    'a new status counts from its own time',
    happened([12, { type: 'status changed', to: 'fixing' }]),
    null,
    18,
    17,
  ],
  ['a promise broken draws it', happened(), 13, 14, 13],
  ['a promise still to be kept does not', happened(), 15, 14, 10],
])('%s', (_, events, due, now, expected) => {
  const incident = fold(events)!
  expect(asOf(incident, events, due === null ? null : minute(due), minute(now))).toEqual(minute(expected))
})

test('an hour of quiet draws a card six times', () => {
  const incident = fold(happened())!
  const drawn: number[] = []
  for (let at = began; at < minute(60); at = countedNext(incident, at)) drawn.push((+at - +began) / 60_000)
  expect(drawn).toEqual([0, 5, 10, 15, 30, 45])
})
