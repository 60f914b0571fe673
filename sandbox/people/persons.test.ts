import { expect, test } from 'vitest'
import type { Act } from '../surface.ts'
import { startTestSlack, type TestSlack } from '../test-slack.ts'

const MIRA = 'U05MIRA'
const TOMAS = 'U06TOMAS'
const GUEST = 'U11GUS'
const GENERAL = 'C01GENERAL'
const LEADS = 'C06LEADS'

const names = (slack: TestSlack, as: string) => slack.surface.channels(as).map((c) => c.name)

test('sees public channels and what they are in; a guest only the latter', async () => {
  await using slack = await startTestSlack()
  const open = [
    'general',
    'monitoring',
    'office-move',
    'questions',
    'squad-orders',
    'squad-payments',
    'squad-search',
  ]
  expect(names(slack, MIRA)).toEqual(open)
  expect(names(slack, TOMAS)).toEqual(['general', 'leads', ...open.slice(1)])
  expect(names(slack, GUEST)).toEqual(['squad-search'])
  expect(slack.surface.messages(GUEST, GENERAL)).toEqual([])
})

const at = { channel: GENERAL, ts: '1.000001' }
const refusals: [string, Act, string][] = [
  ['a stranger', { as: 'U0NOBODY', act: 'openHome' }, 'user_not_found'],
  ['someone who left', { as: 'U12OLGA', act: 'openHome' }, 'user_disabled'],
  ['empty words', { as: MIRA, act: 'say', channel: GENERAL, text: ' ' }, 'no_text'],
  ['words in a channel of others', { as: MIRA, act: 'say', channel: LEADS, text: 'a' }, 'channel_not_found'],
  ['words outside', { as: MIRA, act: 'say', channel: 'C05SEARCH', text: 'a' }, 'not_in_channel'],
  [
    'words in an archived channel',
    { as: 'U09HENRI', act: 'say', channel: 'C07MOVE', text: 'a' },
    'is_archived',
  ],
  ['a channel made by a guest', { as: GUEST, act: 'createChannel', name: 'a' }, 'user_is_restricted'],
  ['a name in use', { as: MIRA, act: 'createChannel', name: 'general' }, 'name_taken'],
  ['joining a private channel', { as: MIRA, act: 'join', channel: LEADS }, 'channel_not_found'],
  ['inviting a member', { as: MIRA, act: 'invite', channel: GENERAL, user: TOMAS }, 'already_in_channel'],
  ['an unknown command', { as: MIRA, act: 'command', channel: GENERAL, text: '/nothing' }, 'unknown_command'],
  ['an unknown shortcut', { as: MIRA, act: 'shortcut', callbackId: 'nothing' }, 'unknown_shortcut'],
  [
    'a message shortcut without a message',
    { as: MIRA, act: 'shortcut', callbackId: 'keep_it' },
    'wrong_shortcut_type',
  ],
  ['a click on nothing', { as: MIRA, act: 'click', place: at, actionId: 'a' }, 'message_not_found'],
  ['submitting nothing', { as: MIRA, act: 'submit', viewId: 'V0', values: {} }, 'view_not_found'],
]

test.each(refusals)('%s is refused', async (_name, act, error) => {
  await using slack = await startTestSlack()
  expect(await slack.surface.do(act)).toEqual({ ok: false, error })
})

test('a person edits and deletes only their own words, but may delete what a bot wrote', async () => {
  await using slack = await startTestSlack()
  const { surface } = slack
  const { ts = '' } = await surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'a' })
  expect(await surface.do({ as: TOMAS, act: 'edit', channel: GENERAL, ts, text: 'b' })).toMatchObject({
    ok: false,
  })
  expect(await surface.do({ as: TOMAS, act: 'delete', channel: GENERAL, ts })).toMatchObject({ ok: false })
  expect(await surface.do({ as: MIRA, act: 'edit', channel: GENERAL, ts, text: 'b' })).toEqual({ ok: true })
  expect(surface.messages(TOMAS, GENERAL)).toMatchObject([
    { text: 'b', edited: { user: MIRA }, author: { name: 'Mira' } },
  ])
  await slack.call('conversations.join', { channel: GENERAL })
  const posted = await slack.call('chat.postMessage', { channel: GENERAL, text: 'card' })
  expect(await surface.do({ as: TOMAS, act: 'delete', channel: GENERAL, ts: posted['ts'] })).toEqual({
    ok: true,
  })
})

test('people can do what bots cannot: bring a channel back', async () => {
  await using slack = await startTestSlack()
  expect(await slack.surface.do({ as: MIRA, act: 'unarchive', channel: 'C07MOVE' })).toEqual({ ok: true })
  expect(slack.surface.channels(MIRA).find((c) => c.id === 'C07MOVE')?.isArchived).toBe(false)
})

test('counts what is unread, and what is meant for one, until it is read', async () => {
  await using slack = await startTestSlack()
  const { surface } = slack
  await surface.do({ as: TOMAS, act: 'say', channel: GENERAL, text: 'hello' })
  await surface.do({ as: TOMAS, act: 'say', channel: GENERAL, text: '@Mira look' })
  const general = () => surface.channels(MIRA).find((c) => c.id === GENERAL)
  expect(general()).toMatchObject({ unread: 2, mentions: 1 })
  await surface.do({ as: MIRA, act: 'read', channel: GENERAL })
  expect(general()).toMatchObject({ unread: 0, mentions: 0 })
})

test('do not disturb is told to the bot until it ends', async () => {
  await using slack = await startTestSlack()
  const until = new Date(slack.clock.now().getTime() + 3600_000).toISOString()
  await slack.surface.do({ as: MIRA, act: 'setDnd', on: true, until })
  const status = async () => (await slack.call('dnd.teamInfo', { users: `${MIRA},${TOMAS}` }))['users']
  expect(await status()).toMatchObject({
    [MIRA]: { dnd_enabled: true, next_dnd_end_ts: Date.parse(until) / 1000 },
    [TOMAS]: { dnd_enabled: false },
  })
  slack.clock.advance(3600_000)
  expect((await status())[MIRA]).toMatchObject({ dnd_enabled: false })
})

test('a new message rings whom it is for, unless they do not want to be disturbed; an edit rings nobody', async () => {
  await using slack = await startTestSlack()
  const rang = (channel: string) => slack.surface.messages(MIRA, channel).at(-1)?.rang
  const { channel = '', ts } = (await slack.call('chat.postMessage', {
    channel: MIRA,
    text: 'One',
  })) as Record<string, string>
  expect(rang(channel)).toEqual([MIRA])
  await slack.surface.do({ as: MIRA, act: 'setDnd', on: true })
  await slack.call('chat.postMessage', { channel: MIRA, text: 'Two' })
  expect(rang(channel)).toEqual([])
  await slack.surface.do({ as: MIRA, act: 'setDnd', on: false })
  await slack.call('chat.update', { channel, ts, text: 'Three' })
  expect(slack.surface.messages(MIRA, channel).flatMap((one) => one.rang)).toEqual([MIRA])
  await slack.surface.do({ as: TOMAS, act: 'say', channel: GENERAL, text: 'lunch' })
  expect(rang(GENERAL)).toEqual([])
  await slack.surface.do({ as: TOMAS, act: 'say', channel: GENERAL, text: 'lunch, @mira?' })
  expect(rang(GENERAL)).toEqual([MIRA])
})

test('who leaves the company and who joins it', async () => {
  await using slack = await startTestSlack()
  await slack.surface.do({ as: MIRA, act: 'deactivate' })
  expect((await slack.call('users.info', { user: MIRA }))['user']).toMatchObject({ deleted: true })
  await slack.surface.do({ as: TOMAS, act: 'hire', person: { id: 'U13NEW', realName: 'Nadia Berg' } })
  expect(
    (await slack.call('users.lookupByEmail', { email: 'nadia.berg@velodrome.example' }))['user'].id,
  ).toBe('U13NEW')
  expect(slack.surface.channels('U13NEW').find((c) => c.id === GENERAL)?.member).toBe(true)
})
