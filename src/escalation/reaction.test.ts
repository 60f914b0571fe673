import { expect, test } from 'vitest'
import type { IncidentEvent } from '#incidents/incident.ts'
import { incident } from '../../test/samples/sample-incident.ts'
import { reactions } from './reaction.ts'

const geoc = { type: 'role given', role: 'geoc', to: 'U2MIKA' } as const
const im = { type: 'role given', role: 'im', to: 'U4KIM' } as const

test.each<[string, IncidentEvent[], boolean, string[]]>([
  ['nobody has a role', [], true, ['geoc', 'sem:payments', 'im']],
  ['the policy calls no IM', [], false, ['geoc', 'sem:payments']],
  ['somebody has the incident', [geoc, im], true, ['sem:payments']],
])('reopened while %s, those are asked who are missing', (_, before, wantsIm, asked) => {
  const reopened = { type: 'reopened', reason: 'it is back', actor: 'U2MIKA' } as const
  const started = reactions(incident(before), [reopened], [], wantsIm)
  expect(started.flatMap((one) => (one.do === 'start' ? one.role : []))).toEqual(asked)
})

test('a program recorded as answering ends no climb', () => {
  const now = incident([])
  for (const event of [{ type: 'acknowledged' }, { type: 'offer accepted', role: 'im' }] as const)
    expect(reactions(now, [{ ...event, actor: { key: 'deploy-bot' } }], [], false)).toEqual([])
})
