import { expect, test } from 'vitest'
import type { IncidentEvent, Recorded } from './incident.ts'
import { leadersOf } from './led-longest.ts'

const minutes = (...happened: [number, string | null, IncidentEvent][]): Recorded[] =>
  happened.map(([at, actor, event], index) => ({
    ...event,
    actor,
    seq: index + 1,
    at: new Date(at * 60_000),
  }))
const given = (to: string): IncidentEvent => ({ type: 'role given', role: 'geoc', to })
const resolved: IncidentEvent = { type: 'resolved', fix: '', impact: '' }

test('whoever held the role longest comes first, however late it passed on', () => {
  const events = minutes(
    [0, 'U1', { type: 'acknowledged' }],
    [1, 'U1', given('U1')],
    [2, 'U1', { type: 'role given', role: 'im', to: 'U9' }],
    [50, 'U1', { type: 'role offered', role: 'geoc', to: 'U2', brief: '' }],
    [55, 'U2', { type: 'offer accepted', role: 'geoc' }],
    [60, 'U2', resolved],
  )
  expect(leadersOf(events, 'geoc')).toEqual(['U1', 'U2'])
  expect(leadersOf(events, 'im')).toEqual(['U9'])
  expect(leadersOf(events, 'sem:payments')).toEqual([])
})

test('the time between resolved and reopened counts for nobody, nor does that after they left', () => {
  const events = minutes(
    [0, 'U1', given('U1')],
    [10, 'U1', resolved],
    [900, 'U3', { type: 'reopened', reason: '' }],
    [901, null, { type: 'departed', user: 'U1', roles: ['geoc'], offered: [] }],
    [905, 'U2', given('U2')],
    [925, 'U2', resolved],
  )
  expect(leadersOf(events, 'geoc')).toEqual(['U2', 'U1'])
})
