import { expect, test } from 'vitest'
import { fold } from '#incidents/evolve.ts'
import { declarationOf, type IncidentEvent, type Recorded } from '#incidents/incident.ts'
import type { Words } from '#incidents/words.ts'
import { ladderEnds } from './ladder-ends-projection.ts'

const words: Words = {
  names: { geoc: 'GEOC', sem: 'SEM', im: 'IM', command: '/incident', oncall: '/oncall' },
  severities: { P1: '', P2: '', P3: '', P4: '', P5: '' },
  defaultSeverity: 'P2',
  updateEvery: { P1: null, P2: null, P3: null, P4: null, P5: null },
  callsIm: ['P1', 'P2'],
  links: [],
  services: {},
  contact: 'call the front desk',
}
const declared = {
  type: 'declared',
  number: 7,
  ...declarationOf('Orders are missing'),
  severity: 'P1',
} as const

function ends(wish: { private?: boolean; drill?: boolean }, more: IncidentEvent[] = []) {
  const happened = [{ ...declared, ...wish }, ...more, { type: 'ladder ended', role: 'geoc' } as const]
  const events = happened.map(
    (event, i): Recorded => ({ ...event, seq: i + 1, at: new Date(0), actor: 'U0REA' }),
  )
  const incident = fold(events)
  if (!incident) throw new Error('an incident was declared')
  const home = { channel: { slot: 'room' } }
  return ladderEnds(incident, events, { words, home, tech: { id: 'C0TECH' }, room: 'C0ROOM' })
}

test.each([
  ['an incident', {}, [{ slot: 'room' }, { id: 'C0TECH' }, { person: 'U0REA' }]],
  ['a private one', { private: true }, [{ slot: 'room' }, { person: 'U0REA' }, { person: 'U0IMA' }]],
  ['a drill', { drill: true }, [{ slot: 'room' }]],
])('the end of the ladder of %s reaches the people concerned', (_, wish, channels) => {
  const slots = ends(wish, [{ type: 'role given', role: 'im', to: 'U0IMA' }])
  expect(slots.map((slot) => slot.channel)).toEqual(channels)
  expect(slots[0]?.message.text).toContain('Nobody answered as GEOC')
  expect(slots[0]?.message.text).toContain('call the front desk')
})

test('with nobody to ask, it does not say that anybody was paged', () => {
  const [said] = ends({}, [{ type: 'ladder ended', role: 'im', empty: true }])
  expect(said?.message.text).toContain('Nobody is on call as IM, so nobody was paged')
})

test('once somebody has the incident, the call for help says so', () => {
  const [said] = ends({}, [{ type: 'role given', role: 'geoc', to: 'U0ANN' }])
  expect(said?.message.text).toContain('<@U0ANN> has it now')
})
