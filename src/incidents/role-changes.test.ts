import { expect, test } from 'vitest'
import { began } from '../../test/samples/sample-incident.ts'
import type { IncidentEvent, Recorded, UserId } from './incident.ts'
import { roleChanges } from './role-changes.ts'

const happened = (...events: [UserId, IncidentEvent][]): Recorded[] =>
  events.map(([actor, event], n) => ({ ...event, seq: n + 1, at: began, actor }))
const given = (to: UserId): IncidentEvent => ({ type: 'role given', role: 'geoc', to })

test.each<[string, Recorded[], [UserId, UserId, boolean][]]>([
  ['the first to have it takes it from nobody', happened(['U1', given('U1')]), []],
  ['taken over', happened(['U1', given('U1')], ['U2', given('U2')]), [['U1', 'U2', false]]],
  [
    'offered and accepted',
    happened(
      ['U1', given('U1')],
      ['U1', { type: 'role offered', role: 'geoc', to: 'U2', brief: '' }],
      ['U2', { type: 'offer accepted', role: 'geoc' }],
    ),
    [['U1', 'U2', true]],
  ],
  [
    'after its holder left the company',
    happened(
      ['U1', given('U1')],
      ['U1', { type: 'departed', user: 'U1', roles: ['geoc'], offered: [] }],
      ['U2', given('U2')],
    ),
    [],
  ],
  [
    'each role for itself',
    happened(['U1', given('U1')], ['U2', { type: 'role given', role: 'im', to: 'U2' }]),
    [],
  ],
])('%s', (_, events, changes) => {
  expect(roleChanges(events).map(({ from, to, offered }) => [from, to, offered])).toEqual(changes)
})
