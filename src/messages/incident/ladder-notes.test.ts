import { expect, test } from 'vitest'
import type { IncidentEvent, Recorded } from '#incidents/incident.ts'
import { ladderNotes } from './ladder-notes.ts'
import type { Words } from '#incidents/words.ts'

const words: Words = {
  names: { geoc: 'GEOC', sem: 'SEM', im: 'IM', command: '/incident', oncall: '/oncall' },
  severities: { P1: '', P2: '', P3: '', P4: '', P5: '' },
  defaultSeverity: 'P2',
  updateEvery: { P1: null, P2: null, P3: null, P4: null, P5: null },
  callsIm: ['P1', 'P2'],
  links: [],
  services: {},
  contact: null,
}
const skipped: IncidentEvent = { type: 'level skipped', role: 'geoc', level: 'next GEOC' }
const held: IncidentEvent = {
  type: 'page held',
  role: 'geoc',
  users: ['U1'],
  until: '2026-02-14T07:00:00.000Z',
}
const passedOver = 'GEOC: nobody to ask as next GEOC, so passed over.'
const waits = 'GEOC: not paged at night; waits until 08:00 there. Escalate by hand to page now.'

test.each<[string, IncidentEvent[], Record<string, string>, string[]]>([
  ['a level without anybody', [skipped], {}, [passedOver]],
  ['the same twice', [skipped, skipped], {}, [passedOver]],
  ['a page that waits', [held], {}, [waits]],
  ['a page that has waited', [held, { type: 'paged', user: 'U1', why: '' }], {}, []],
  ['a page to somebody else', [held, { type: 'paged', user: 'U2', why: '' }], {}, [waits]],
  ['a role that somebody has', [skipped, held], { geoc: 'U9' }, []],
])('%s', (_, happened, roles, notes) => {
  const events = happened.map(
    (event, i): Recorded => ({ ...event, seq: i + 1, at: new Date(0), actor: null }),
  )
  expect(ladderNotes(events, roles, words)).toEqual(notes)
})
