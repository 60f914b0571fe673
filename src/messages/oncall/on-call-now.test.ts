import { expect, test } from 'vitest'
import { onCallNow, type TurnView } from './on-call-now.ts'
import { words } from '../../../test/samples/sample-incident.ts'

const empty = (id: string, name: string): TurnView => ({
  rota: { id, name, hours: null, holidays: [] },
  current: null,
  next: null,
  quiet: false,
  standIns: ['U4KIM', 'U3SASHA'],
  gap: null,
})
const range = { start: new Date('2026-11-23T08:00:00Z'), end: new Date('2026-11-24T08:00:00Z') }

test('that the policy’s people are asked is said once, below', () => {
  const { text } = onCallNow([empty('geoc', 'GEOC'), empty('im', 'IM')], words)
  expect(text).toContain('GEOC: <@U4KIM>, <@U3SASHA>\nIM: <@U4KIM>, <@U3SASHA>\nThe rotas are empty, so')
  expect(text.match(/are asked/g)).toHaveLength(1)
})

test('with one rota empty, it says which', () => {
  const taken = { ...empty('geoc', 'GEOC'), current: { ...range, user: 'U2MIKA', cover: null }, standIns: [] }
  expect(onCallNow([taken, empty('im', 'IM')], words).text).toContain('Nobody is on call now as IM, so the')
  expect(onCallNow([taken], words).text).not.toContain('policy')
})
