import { expect, test } from 'vitest'
import { declarationOf, type IncidentEvent, type Recorded } from '#incidents/incident.ts'
import { steadyFrom } from './steady.ts'

const began = new Date('2027-02-12T03:00:00Z')
const minute = (n: number) => new Date(began.getTime() + n * 60_000)
const declared: IncidentEvent = { type: 'declared', number: 1, ...declarationOf('Checkout fails') }

test.each<[string, [number, IncidentEvent][], number]>([
  ['a fresh one', [], 10],
  ['a new status', [[3, { type: 'status changed', to: 'fixing' }]], 13],
  ['a new severity does not wait', [[4, { type: 'severity changed', to: 'P1' }]], 4],
  ['somebody has it', [[2, { type: 'role given', role: 'geoc', to: 'U1' }]], 12],
  ['a manager is in no topic', [[2, { type: 'role given', role: 'im', to: 'U1' }]], 10],
  ['nor is a note', [[2, { type: 'noted', text: 'seen since noon' }]], 10],
])('%s: the topic waits ten minutes', (_, more, expected) => {
  const events = [[0, declared] as const, ...more].map(
    ([at, event], n): Recorded => ({ ...event, seq: n + 1, at: minute(at), actor: 'U0' }),
  )
  expect(steadyFrom(events)).toEqual(minute(expected))
})
