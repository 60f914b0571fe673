import { expect, test } from 'vitest'
import { startTestSlack } from '../test-slack.ts'
import { ARCHIVED, BOT, GENERAL, GONE, GUEST, LEADS, MIRA, testRefusals } from './test-refusals.ts'

const room = { channel: '$room' }
const archive: [string, Record<string, unknown>] = ['conversations.archive', room]
const join: [string, Record<string, unknown>] = ['conversations.join', { channel: GENERAL }]

testRefusals([
  ['a name in capitals', 'conversations.create', { name: 'Room' }, 'invalid_name_specials'],
  ['a name with a space', 'conversations.create', { name: 'a room' }, 'invalid_name_specials'],
  ['a name of dashes', 'conversations.create', { name: '--' }, 'invalid_name_punctuation'],
  ['a name of 81', 'conversations.create', { name: 'x'.repeat(81) }, 'invalid_name_maxlength'],
  ['no name', 'conversations.create', { name: '' }, 'invalid_name_required'],
  ['a name in use', 'conversations.create', { name: 'general' }, 'name_taken'],
  ['the name of an archived channel', 'conversations.create', { name: 'office-move' }, 'name_taken'],
  ['the name of a private channel of others', 'conversations.create', { name: 'leads' }, 'name_taken'],
  [
    'renaming what others made',
    'conversations.rename',
    { channel: GENERAL, name: 'other' },
    'not_authorized',
    join,
  ],
  ['renaming outside', 'conversations.rename', { channel: GENERAL, name: 'other' }, 'not_in_channel'],
  ['inviting a guest', 'conversations.invite', { ...room, users: GUEST }, 'user_is_restricted'],
  ['inviting someone who left', 'conversations.invite', { ...room, users: GONE }, 'cant_invite'],
  ['inviting nobody known', 'conversations.invite', { ...room, users: 'U0NOBODY' }, 'user_not_found'],
  ['inviting a member', 'conversations.invite', { ...room, users: MIRA }, 'already_in_channel'],
  ['inviting itself', 'conversations.invite', { ...room, users: BOT }, 'cant_invite_self'],
  ['inviting no one', 'conversations.invite', { ...room, users: ',' }, 'no_user'],
  ['inviting from outside', 'conversations.invite', { channel: GENERAL, users: MIRA }, 'not_in_channel'],
  ['removing itself', 'conversations.kick', { ...room, user: BOT }, 'cant_kick_self'],
  ['joining an archived channel', 'conversations.join', { channel: ARCHIVED }, 'is_archived'],
  ['joining a private channel', 'conversations.join', { channel: LEADS }, 'channel_not_found'],
  ['archiving from outside', 'conversations.archive', { channel: GENERAL }, 'not_in_channel'],
  ['archiving #general', 'conversations.archive', { channel: GENERAL }, 'cant_archive_general', join],
  ['archiving twice', 'conversations.archive', room, 'already_archived', archive],
  ['unarchiving', 'conversations.unarchive', room, 'not_in_channel', archive],
  ['unarchiving what is open', 'conversations.unarchive', room, 'not_archived'],
  [
    'a topic in an archived channel',
    'conversations.setTopic',
    { ...room, topic: 'a' },
    'is_archived',
    archive,
  ],
  ['a topic of 251', 'conversations.setTopic', { ...room, topic: 'x'.repeat(251) }, 'too_long'],
  ['a purpose of 251', 'conversations.setPurpose', { ...room, purpose: 'x'.repeat(251) }, 'too_long'],
  ['history outside', 'conversations.history', { channel: GENERAL }, 'not_in_channel'],
  [
    'history of a private channel of others',
    'conversations.history',
    { channel: LEADS },
    'channel_not_found',
  ],
  ['history from a strange time', 'conversations.history', { ...room, oldest: 'noon' }, 'invalid_ts_oldest'],
  ['a thread that is not there', 'conversations.replies', { ...room, ts: '1.000001' }, 'thread_not_found'],
  ['strange channel types', 'conversations.list', { types: 'secret' }, 'invalid_types'],
  ['a direct message with no one', 'conversations.open', {}, 'users_list_not_supplied'],
  ['a group message of nine', 'conversations.open', { users: 'A,B,C,D,E,F,G,H,I' }, 'too_many_users'],
])

test('a direct message has no topic', async () => {
  await using slack = await startTestSlack()
  const { channel } = await slack.call('conversations.open', { users: MIRA })
  const answer = await slack.call('conversations.setTopic', { channel: channel.id, topic: 'a' })
  expect(answer.error).toBe('method_not_supported_for_channel_type')
})

test('one bad invitee fails all, unless forced; then the rest are invited', async () => {
  await using slack = await startTestSlack()
  const { channel } = await slack.call('conversations.create', { name: 'room' })
  const users = `${MIRA},${GUEST},U06TOMAS`
  const all = await slack.call('conversations.invite', { channel: channel.id, users })
  expect(all).toMatchObject({ ok: false, error: 'user_is_restricted', errors: [{ user: GUEST, ok: false }] })
  const none = await slack.call('conversations.members', { channel: channel.id })
  expect(none['members']).toEqual([BOT])
  const rest = await slack.call('conversations.invite', { channel: channel.id, users, force: true })
  expect(rest).toMatchObject({ ok: true, errors: [{ user: GUEST, error: 'user_is_restricted' }] })
  const some = await slack.call('conversations.members', { channel: channel.id })
  expect(some['members']).toEqual([BOT, MIRA, 'U06TOMAS'])
})

test('lists only what the bot may see, and of its own also what is archived', async () => {
  await using slack = await startTestSlack()
  const made = await slack.call('conversations.create', { name: 'hidden', is_private: true })
  await slack.call('conversations.archive', { channel: made['channel'].id })
  const names = async (args: object) =>
    (await slack.call('users.conversations', { types: 'public_channel,private_channel', ...args }))[
      'channels'
    ].map((c: { name: string }) => c.name)
  expect(await names({})).toEqual(['hidden'])
  expect(await names({ exclude_archived: true })).toEqual([])
  const listed = await slack.call('conversations.list', { types: 'private_channel' })
  expect(listed['channels']).toMatchObject([
    { name: 'hidden', is_private: true, is_archived: true, creator: BOT },
  ])
})

test('every act leaves the grey line that Slack writes', async () => {
  await using slack = await startTestSlack()
  const { channel } = await slack.call('conversations.create', { name: 'room' })
  const id = channel.id as string
  await slack.call('conversations.invite', { channel: id, users: MIRA })
  await slack.call('conversations.setTopic', { channel: id, topic: 'busy' })
  await slack.call('conversations.setPurpose', { channel: id, purpose: 'work' })
  await slack.call('conversations.rename', { channel: id, name: 'other' })
  const { ts } = await slack.call('chat.postMessage', { channel: id, text: 'card' })
  await slack.call('pins.add', { channel: id, timestamp: ts })
  await slack.call('conversations.kick', { channel: id, user: 'U05MIRA' })
  await slack.call('conversations.archive', { channel: id })
  const { messages } = await slack.call('conversations.history', { channel: id })
  expect(messages.map((m: { subtype?: string }) => m.subtype ?? 'said').reverse()).toEqual([
    'channel_join',
    'channel_join',
    'channel_topic',
    'channel_purpose',
    'channel_name',
    'said',
    'pinned_item',
    'channel_leave',
    'channel_archive',
  ])
})
