import { expect, test } from 'vitest'
import { APP_TOKEN, BOT_TOKEN, manifest, SCOPES, startTestSlack } from '../test-slack.ts'
import { GENERAL, GONE, testRefusals } from './test-refusals.ts'

testRefusals([
  ['an unknown method', 'chat.shout', {}, 'unknown_method'],
  ['no token', 'auth.test', { token: '' }, 'not_authed'],
  ['a strange token', 'auth.test', { token: 'xoxb-other' }, 'invalid_auth'],
  ['an app token where a bot token belongs', 'auth.test', { token: APP_TOKEN }, 'not_allowed_token_type'],
  ['a bot token where an app token belongs', 'apps.connections.open', {}, 'not_allowed_token_type'],
  ['a missing argument', 'conversations.info', {}, 'invalid_arguments'],
  ['an unknown argument', 'conversations.info', { channel: GENERAL, chanel: 'x' }, 'invalid_arguments'],
  ['a limit that is no number', 'users.list', { limit: 'many' }, 'invalid_arguments'],
  ['a flag that is no boolean', 'conversations.list', { exclude_archived: 'maybe' }, 'invalid_arguments'],
  ['a strange cursor', 'users.list', { cursor: 'x' }, 'invalid_cursor'],
  ['too high a limit', 'conversations.history', { channel: '$room', limit: 1000 }, 'invalid_limit'],
  ['an unknown person', 'users.info', { user: 'U0NOBODY' }, 'user_not_found'],
  ['an unknown address', 'users.lookupByEmail', { email: 'who@velodrome.example' }, 'users_not_found'],
  [
    'the address of someone who left',
    'users.lookupByEmail',
    { email: 'olga.brandt@velodrome.example' },
    'users_not_found',
  ],
  ['do-not-disturb of no one', 'dnd.teamInfo', { users: ',' }, 'no_users_provided'],
  ['an unknown bot', 'bots.info', { bot: 'B0OTHER' }, 'bot_not_found'],
  ['a direct message with someone who left', 'conversations.open', { users: GONE }, 'user_disabled'],
])

test.each([
  ['chat:write', 'chat.postMessage', { channel: GENERAL, text: 'a' }],
  ['channels:manage', 'conversations.create', { name: 'a' }],
  ['groups:write', 'conversations.create', { name: 'a', is_private: true }],
  ['users:read.email', 'users.lookupByEmail', { email: 'a@b.example' }],
  ['groups:read', 'conversations.list', { types: 'private_channel' }],
  ['bookmarks:write', 'bookmarks.add', { channel_id: GENERAL, title: 'a', type: 'link' }],
])('without %s, %s is refused', async (scope, method, args) => {
  await using slack = await startTestSlack({ manifest: manifest(SCOPES.filter((s) => s !== scope)) })
  const answer = await slack.call(method, args)
  expect(answer).toMatchObject({ ok: false, error: 'missing_scope' })
  expect(answer['needed']).toContain(scope)
  expect(answer['provided']).toContain('commands')
})

async function send(url: string, body: string, contentType: string): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${BOT_TOKEN}`, 'content-type': contentType }
  const response = await fetch(url, { method: 'POST', headers, body })
  return (await response.json()) as Record<string, unknown>
}

test.each([
  ['broken JSON', 'auth.test', '{', 'application/json', 'invalid_json'],
  ['JSON that is no object', 'auth.test', '[]', 'application/json', 'json_not_object'],
  ['a broken form', 'auth.test', 'a=%zz', 'application/x-www-form-urlencoded', 'invalid_form_data'],
  ['another kind of body', 'auth.test', 'hello', 'text/plain', 'invalid_post_type'],
  [
    'JSON where only a form is read',
    'users.info',
    '{"user":"U05MIRA"}',
    'application/json',
    'invalid_arguments',
  ],
])('%s is refused', async (_name, method, body, type, error) => {
  await using slack = await startTestSlack()
  expect(await send(slack.apiUrl + method, body, type)).toMatchObject({ ok: false, error })
})

test('says which arguments are wrong', async () => {
  await using slack = await startTestSlack()
  const answer = await slack.call('conversations.info', { chanel: 'x', include_num_members: 'maybe' })
  expect(answer['response_metadata'].messages).toEqual([
    '[ERROR] unknown argument: chanel',
    '[ERROR] must be a boolean [json-pointer:/include_num_members]',
    '[ERROR] missing required field: channel',
  ])
})

test('pages through a list by cursor', async () => {
  await using slack = await startTestSlack()
  const names: string[] = []
  let cursor = ''
  do {
    const part = await slack.call('users.list', { limit: 5, ...(cursor ? { cursor } : {}) })
    names.push(...part['members'].map((m: { name: string }) => m.name))
    cursor = part['response_metadata'].next_cursor
  } while (cursor)
  expect(names).toHaveLength(14)
  expect(new Set(names).size).toBe(14)
})
