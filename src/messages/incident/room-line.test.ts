import { expect, test } from 'vitest'
import type { IncidentEvent } from '#incidents/incident.ts'
import { roomLine } from './room-line.ts'
import { began, incident, words } from '../../../test/samples/sample-incident.ts'

const worked = incident([{ type: 'fix started', number: 1, kind: 'revert', what: 'release 512', link: null }])

test('people with a role are called when somebody else reopens it', () => {
  const held = incident([
    { type: 'role given', role: 'geoc', to: 'U2MIKA' },
    { type: 'role given', role: 'im', to: 'U4KIM' },
  ])
  const reopened = { type: 'reopened', reason: '', seq: 9, at: began, actor: 'U2MIKA' } as const
  expect(roomLine(held, reopened, { words })?.text).toBe(
    'Reopened by <@U2MIKA>.\n<@U4KIM> it is yours again, or hand it over.',
  )
})

test.each<[IncidentEvent, string | undefined]>([
  [
    { type: 'resolved', fix: 'reverted', impact: '' },
    'Resolved by <@U2MIKA> 1 h 12 min after it was declared. Thank you, everyone.\nWhat fixed it: reverted',
  ],
  [{ type: 'reopened', reason: 'it is back' }, 'Reopened by <@U2MIKA>: it is back'],
  [{ type: 'reopened', reason: '' }, 'Reopened by <@U2MIKA>.'],
  [{ type: 'cancelled', reason: 'false alarm' }, 'Cancelled by <@U2MIKA>: false alarm'],
  [
    { type: 'merged', into: 11, reason: 'one gateway' },
    'Merged into #11 by <@U2MIKA>: one gateway\nPlease continue in <#C1ROOM>.',
  ],
  [{ type: 'merged', into: 11 }, 'Merged into #11 by <@U2MIKA>. Please continue in <#C1ROOM>.'],
  [
    { type: 'fix ended', number: 1, outcome: 'failed', remark: 'still broken', link: null },
    'Fix 1, revert, failed: release 512 — still broken\nWhat else can be undone?',
  ],
  [{ type: 'fix ended', number: 7, outcome: 'worked', remark: null, link: null }, undefined],
  [{ type: 'severity changed', to: 'P1' }, undefined],
  [{ type: 'role given', role: 'im', to: 'U4KIM' }, undefined],
  [{ type: 'noted', text: 'a note' }, undefined],
])('%j says %j', (event, said) => {
  const recorded = { ...event, seq: 9, at: new Date(began.getTime() + 72 * 60_000), actor: 'U2MIKA' }
  expect(roomLine(worked, recorded, { continuesIn: 'C1ROOM', words })?.text).toBe(said)
})
