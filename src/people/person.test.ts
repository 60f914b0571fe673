import { expect, test } from 'vitest'
import { keeperIn, personFrom } from './person.ts'

const us = 'T0US'
const ada = { id: 'U1', team_id: us, real_name: 'Ada', tz: 'Europe/Paris' }

test.each<[string, object, boolean]>([
  ['a colleague', ada, true],
  ['one whose team Slack does not say', { id: 'U1' }, true],
  ['one who left', { ...ada, deleted: true }, false],
  ['a bot', { ...ada, is_bot: true }, false],
  ['Slackbot, which Slack calls no bot', { ...ada, id: 'USLACKBOT' }, false],
  ['a stranger', { ...ada, is_stranger: true }, false],
  [
    'one of another organisation in a shared channel',
    { ...ada, team_id: 'T0THEM', is_stranger: false },
    false,
  ],
  [
    'one of our own organisation who came from another workspace',
    { ...ada, team_id: 'T0SISTER', enterprise_user: { id: 'W1', teams: ['T0SISTER', us] } },
    true,
  ],
  [
    'one of another workspace of our organisation',
    { ...ada, team_id: 'T0SISTER', enterprise_user: { id: 'W1', teams: ['T0SISTER'] } },
    false,
  ],
])('%s', (_, user, active) => {
  expect(personFrom(user, us)?.active).toBe(active)
})

test.each<[string, object, object]>([
  ['the display name goes first', { ...ada, profile: { display_name: 'ada.l' } }, { name: 'ada.l' }],
  [
    'the one who left has no zone',
    { id: 'U1', name: 'ada', deleted: true },
    { name: 'ada', timeZone: 'UTC' },
  ],
  ['a zone nobody knows', { ...ada, tz: 'Mars/Base' }, { timeZone: 'UTC' }],
  ['a guest of one channel', { ...ada, is_ultra_restricted: true }, { guest: true }],
  [
    'an address is compared without case',
    { ...ada, profile: { email: 'Ada@X.example' } },
    { email: 'ada@x.example' },
  ],
])('%s', (_, user, expected) => {
  expect(personFrom(user, us)).toMatchObject(expected)
})

test('anything but a user is refused', () => {
  expect(personFrom({ name: 'nobody' }, us)).toBeNull()
})

test.each<[string, object[], string | null]>([
  [
    'the primary owner',
    [
      { id: 'U1', is_admin: true },
      { id: 'U2', is_owner: true },
      { id: 'U3', is_primary_owner: true },
    ],
    'U3',
  ],
  [
    'an owner who is still there',
    [
      { id: 'U1', is_admin: true },
      { id: 'U2', is_owner: true },
      { id: 'U3', is_primary_owner: true, deleted: true },
    ],
    'U2',
  ],
  ['an administrator', [{ id: 'U0' }, { id: 'U1', is_admin: true }], 'U1'],
  ['nobody, where Slack does not say', [{ id: 'U0' }], null],
])('the workspace belongs to %s', (_, users, keeper) => {
  expect(keeperIn([null, ...users], us)?.id ?? null).toBe(keeper)
})
