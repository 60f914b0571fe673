import { expect, test } from 'vitest'
import type { IncidentEvent } from '#incidents/incident.ts'
import { incident, words } from '../../../test/samples/sample-incident.ts'
import { whatNext } from './what-next.ts'

const geoc: IncidentEvent = { type: 'role given', role: 'geoc', to: 'U2MIKA' }
const sem: IncidentEvent = { type: 'role given', role: 'sem:payments', to: 'U3SASHA' }
const im: IncidentEvent = { type: 'role given', role: 'im', to: 'U4KIM' }
const revert: IncidentEvent = {
  type: 'fix started',
  number: 1,
  kind: 'revert',
  what: 'release 512',
  link: null,
}
const failed: IncidentEvent = {
  type: 'fix ended',
  number: 1,
  outcome: 'failed',
  remark: 'still down',
  link: null,
}
const worked: IncidentEvent = { ...failed, outcome: 'worked' }
const said = (reader: string, ...events: IncidentEvent[]) =>
  whatNext(incident(events), { words, reader, updateDue: null })

test('an expert called after a failed revert reads that, and is not told to revert or to call themselves', () => {
  const { text, blocks } = said('U3SASHA', geoc, revert, failed, sem)
  expect(text).toContain('You are SEM payments of #12 Checkout fails. <@U2MIKA> leads.')
  expect(text).toContain('Fix 1, revert (failed): release 512 — still down')
  expect(text).not.toMatch(/Revert it first|Call the squad|You have/)
  expect(JSON.stringify(blocks)).not.toContain('Escalate to SEM')
})

test('only the one who leads has it', () => {
  const events = [geoc, sem, im]
  const all = ['U2MIKA', 'U3SASHA', 'U4KIM', 'U5LEE'].map((reader) => said(reader, ...events).text)
  expect(all.map((text) => text.includes('You have'))).toEqual([true, false, false, false])
})

test.each<[IncidentEvent[], string, string]>([
  [[geoc], 'Revert it first', 'Undo that too'],
  [[geoc, revert], 'Fix 1 is under way', 'Revert it first'],
  [[geoc, revert, failed], 'Undo that too', 'Revert it first'],
  [[geoc, revert, failed, sem], 'Ask <@U3SASHA> what they see', 'Call the squad'],
  [[geoc, revert, worked], 'Watch whether it holds', 'Hotfix'],
])('the one who leads goes on from where it stands: %#', (events, says, never) => {
  const { text } = said('U2MIKA', ...events)
  expect(text).toContain(says)
  expect(text).not.toContain(never)
})
