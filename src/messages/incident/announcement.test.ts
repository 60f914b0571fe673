import { expect, test } from 'vitest'
import { announcement, techAnnouncement } from './announcement.ts'
import { incident, into, words } from '../../../test/samples/sample-incident.ts'

const now = { words, room: 'C1ROOM' }

test('stakeholders read what, how bad, since when, who leads and where', () => {
  const { text, blocks } = announcement(incident([{ type: 'role given', role: 'geoc', to: 'U2MIKA' }]), now)
  expect(text.split('\n')).toEqual([
    '🟠 P2 · Declared',
    '#12 Checkout fails',
    'P2 (many people stuck) · declared 2026-02-14 13:05 UTC',
    'Service: Checkout',
    'Affected: all brands',
    'Led by: <@U2MIKA> in <#C1ROOM>',
  ])
  expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'header', 'rich_text', 'actions'])
})

test('stakeholders read when it began, once somebody said so', () => {
  const to = new Date('2026-02-14T12:45:00Z')
  const known = incident([{ type: 'impact set', edge: 'start', to, message: null }])
  expect(announcement(known, now).text).toContain('(many people stuck) · began 2026-02-14 12:45 UTC')
})

test('an incident manager leads before the engineer', () => {
  const both = incident([
    { type: 'role given', role: 'geoc', to: 'U2MIKA' },
    { type: 'role given', role: 'im', to: 'U4KIM' },
  ])
  expect(announcement(both, now).text).toContain('Led by: <@U4KIM>')
})

test('the room of a private one is not named', () => {
  expect(announcement(incident([], { private: true }), now).text).not.toContain('C1ROOM')
})

test('engineers can join while it is open', () => {
  expect(techAnnouncement(incident(), now).blocks.at(-1)).toMatchObject({
    elements: [{ text: { text: 'Join' }, action_id: 'incident.join', value: '12' }],
  })
  expect(techAnnouncement(incident(into.resolved), now).blocks.map(({ type }) => type)).not.toContain(
    'actions',
  )
})
