import { expect, test } from 'vitest'
import { freshRota } from '#oncall/turns/fresh-rota.ts'
import { words } from '../../../test/samples/sample-incident.ts'
import { coverRequest } from './asks.ts'
import { begins, type OpenIncident } from './begins.ts'
import { turnsMoved, welcomeToRota } from './moved.ts'
import { usergroupProblems } from '#oncall/usergroup.ts'
import { nobodyConfirmed } from './unanswered.ts'

const { rota } = freshRota({ id: 'geoc', name: 'GEOC', role: 'geoc' })
const now = new Date('2027-03-02T08:00:00Z')
const later = new Date('2027-03-03T08:00:00Z')
const hostile = '<!channel> <@U9EVIL> *bold* <https://evil.example|pay>'

const open: OpenIncident = {
  number: 7,
  title: hostile,
  status: 'fixing',
  severity: 'P2',
  services: [],
  impactStart: null,
  statusSince: now,
  updates: [],
  declaredAt: now,
  private: false,
  drill: false,
  holder: 'U0ANN',
}
const turn = {
  rota,
  at: now,
  until: later,
  outgoing: 'U0ANN',
  note: { openThings: hostile, watch: hostile, changes: '' },
  open: [open],
  takenAt: null,
  isCurrent: true,
  now,
  words,
}
const cover = {
  id: 'c1',
  kind: 'cover' as const,
  start: now,
  end: later,
  by: 'U0ANN',
  user: null,
  takenAt: null,
  note: hostile,
}

test.each([
  ['a turn that begins', begins(turn)],
  ['a request for cover', coverRequest(rota, cover, { now, moved: false })],
])('words of people stay plain text in %s', (_, { text, blocks }) => {
  expect(text).not.toMatch(/<!|<@U9EVIL|<https/)
  expect(JSON.stringify(blocks)).not.toMatch(/mrkdwn|"user_id":"U9EVIL"|"type":"link"/)
})

test('a turn that begins asks for its press until it is pressed', () => {
  const button = (message: { blocks: unknown }) => JSON.stringify(message.blocks).includes('handover.take')
  expect(button(begins(turn))).toBe(true)
  expect(button(begins({ ...turn, takenAt: now }))).toBe(false)
  expect(button(begins({ ...turn, isCurrent: false }))).toBe(false)
})

test.each([
  ['the one before', 'U0ANN', true],
  ['somebody else', 'U9EVIL', false],
  ['nobody', null, false],
])('a person whose turn begins is asked to take the incidents that %s leads', (_, holder, asked) => {
  const { text } = begins({ ...turn, open: [{ ...open, holder }] })
  expect(text.includes('still leads #7 as GEOC. Does it move to you, too?')).toBe(asked)
})

test('a long list of moved turns is cut and counted', () => {
  const change = { start: now, end: later, yours: true, other: null }
  const { text, blocks } = turnsMoved(rota, {
    person: 'U0BO',
    deed: 'away',
    by: 'U0ANN',
    changes: Array.from({ length: 15 }, () => change),
  })
  expect(text.match(/Yours now/g)).toHaveLength(12)
  expect(JSON.stringify(blocks)).toContain('And 3 more.')
})

test('a newcomer reads when it begins, or that it takes a while', () => {
  expect(welcomeToRota(rota, { first: { start: later }, words }).text).toContain('2027-03-03')
  expect(welcomeToRota(rota, { first: null, words }).text).toContain('60 days that are given out already')
})

test('with nobody next, everybody is asked', () => {
  const about = { rota, at: now, incoming: 'U0ANN', next: null, resolvedBy: null }
  expect(nobodyConfirmed(about).text).toContain('If you can, please stand in')
})

test.each([
  ['permission_denied', {}, 'does not follow: this workspace lets only admins change user groups.'],
  ['plan_upgrade_required', {}, 'no user groups'],
  ['no_such_subteam', { empty: true }, 'does not follow: there is none of that name.'],
  ['something_new', {}, 'something_new'],
  ['permission_denied', { empty: true }, 'may name people who are not on call. Nobody is on call, and Slack'],
  [null, { empty: true, switchedOff: true }, 'is switched off for now. Nobody is on call.'],
  [null, { empty: true, outside: ['U0GUS'] }, 'is switched off for now. Nobody who is on call can be in it.'],
  [null, { outside: ['U0GUS'] }, 'does not name everybody on call: Slack takes active full members only.'],
])('a user group that was refused (%s) or shows %o is said in words', (refused, detail, said) => {
  const slot = { name: 'usergroup:geoc', done: true, channel: null, ts: null, deleted: 0, refused, detail }
  expect(usergroupProblems(new Map([[slot.name, slot]]))).toEqual([expect.stringContaining(said)])
})
