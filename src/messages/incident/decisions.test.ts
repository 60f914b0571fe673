import { expect, test } from 'vitest'
import { declarationOf, type IncidentEvent, type Recorded } from '#incidents/incident.ts'
import { words } from '../../../test/samples/sample-incident.ts'
import { decisionsTold } from './decisions.ts'

const began = new Date('2027-02-12T03:00:00Z')
const names = new Map([
  ['U0', 'Amina'],
  ['U1', 'Devon'],
  ['U2', 'Mira'],
])

/** Each event so many seconds after the declaration, by somebody. */
function told(...more: [number, Recorded['actor'], IncidentEvent][]): string[] {
  const declared: IncidentEvent = { type: 'declared', number: 1, ...declarationOf('Checkout fails') }
  const events = [[0, 'U0', declared] as const, ...more].map(
    ([at, actor, event], n): Recorded => ({ ...event, seq: n + 1, at: new Date(+began + at * 1000), actor }),
  )
  return decisionsTold(events, { words, names }).map(({ message }) => message.text)
}

test('each decision is one line, and names whose it was and why', () => {
  expect(
    told(
      [100, 'U1', { type: 'acknowledged' }],
      [100, 'U1', { type: 'role given', role: 'geoc', to: 'U1' }],
      [200, 'U0', { type: 'severity changed', to: 'P3' }],
      [300, 'U1', { type: 'severity changed', to: 'P1', reason: 'all tills are down' }],
      [400, 'U1', { type: 'fix started', number: 1, kind: 'revert', what: 'release 512', link: null }],
      [500, 'U1', { type: 'escalated', role: 'sem:payments', reason: 'the revert hangs' }],
      [600, 'U1', { type: 'escalated', role: 'person:U2', reason: 'you wrote it' }],
      [700, 'U2', { type: 'role given', role: 'sem:payments', to: 'U2' }],
      [800, 'U0', { type: 'role given', role: 'im', to: 'U2' }],
      [900, 'U1', { type: 'role offered', role: 'geoc', to: 'U2', brief: '' }],
      [1000, 'U2', { type: 'offer accepted', role: 'geoc' }],
      [1100, { source: 'prom' }, { type: 'severity changed', to: 'P2' }],
    ),
  ).toEqual([
    'Acknowledged by Devon',
    'Severity: not set → P3, by Amina',
    'Severity: P3 → P1, by Devon: all tills are down',
    'Fix 1 (revert) started by Devon: release 512',
    'Devon escalated to SEM payments: the revert hangs',
    'Devon paged Mira: you wrote it',
    'SEM payments: Mira',
    'IM: Mira, by Amina',
    'GEOC: Devon → Mira',
    'Severity: P1 → P2, by prom (source)',
  ])
})

test('those of one minute stand in one message, and what Muster does by itself in none', () => {
  expect(
    told(
      [10, 'U1', { type: 'acknowledged' }],
      [10, 'U1', { type: 'role given', role: 'geoc', to: 'U1' }],
      [20, null, { type: 'escalated', role: 'im', reason: null }],
      [50, 'U1', { type: 'severity changed', to: 'P1' }],
      [75, 'U2', { type: 'role given', role: 'im', to: 'U2' }],
      [80, 'U2', { type: 'noted', text: 'seen' }],
      [90, 'U1', { type: 'status changed', to: 'investigating' }],
    ),
  ).toEqual(['Acknowledged by Devon\nSeverity: not set → P1, by Devon', 'IM: Mira'])
})

test('nobody is mentioned, so nothing rings, and a name that is not known is not shown as an id', () => {
  const shown = told([10, 'U9', { type: 'severity changed', to: 'P1', reason: '<@U2> *now*' }])
  expect(shown).toEqual(['Severity: not set → P1, by somebody: &lt;@U2&gt; *now*'])
})
