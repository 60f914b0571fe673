import { expect, test } from 'vitest'
import { startTestSlack } from '../test-slack.ts'
import { GENERAL, GUEST, MIRA, testRefusals } from './test-refusals.ts'

const mine = { channel: '$room', timestamp: '$mine' }
const nowhere = { channel: '$room', timestamp: '1.000001' }
const bookmark = { channel_id: '$room', title: 'a', type: 'link', link: 'https://a.example' }
const modal = { type: 'modal', title: { type: 'plain_text', text: 'Title' }, blocks: [{ type: 'divider' }] }
const home = { type: 'home', blocks: [{ type: 'divider' }] }
const canvas: [string, Record<string, unknown>] = ['conversations.canvases.create', { channel_id: '$room' }]
const group: [string, Record<string, unknown>] = [
  'usergroups.create',
  { name: 'Payments', handle: 'on-call' },
]

testRefusals([
  ['pinning twice', 'pins.add', mine, 'already_pinned', ['pins.add', mine]],
  ['pinning what is not there', 'pins.add', nowhere, 'message_not_found'],
  ['pinning a strange time', 'pins.add', { channel: '$room', timestamp: 'noon' }, 'bad_timestamp'],
  ['pinning outside', 'pins.add', { channel: GENERAL, timestamp: '1.000001' }, 'not_in_channel'],
  ['unpinning what is not pinned', 'pins.remove', mine, 'no_pin'],
  [
    'reacting twice',
    'reactions.add',
    { ...mine, name: 'eyes' },
    'already_reacted',
    ['reactions.add', { ...mine, name: 'eyes' }],
  ],
  ['a reaction with colons', 'reactions.add', { ...mine, name: ':eyes:' }, 'invalid_name'],
  ['taking back no reaction', 'reactions.remove', { ...mine, name: 'eyes' }, 'no_reaction'],
  ['a bookmark to nowhere', 'bookmarks.add', { ...bookmark, link: 'nowhere' }, 'invalid_link'],
  ['a bookmark with a strange emoji', 'bookmarks.add', { ...bookmark, emoji: 'x' }, 'invalid_emoji'],
  ['a bookmark of another kind', 'bookmarks.add', { ...bookmark, type: 'file' }, 'invalid_bookmark_type'],
  [
    'editing no bookmark',
    'bookmarks.edit',
    { channel_id: '$room', bookmark_id: 'Bk0', title: 'a' },
    'not_found',
  ],
  [
    'a modal with a strange trigger',
    'views.open',
    { trigger_id: '1.2.3', view: modal },
    'invalid_trigger_id',
  ],
  ['a bad modal', 'views.open', { trigger_id: '1.2.3', view: { type: 'modal' } }, 'invalid_arguments'],
  [
    'a modal of 250 kB',
    'views.open',
    { trigger_id: '1.2.3', view: { ...modal, x: 'x'.repeat(250_000) } },
    'view_too_large',
  ],
  ['updating no modal', 'views.update', { view_id: 'V0NONE', view: modal }, 'not_found'],
  ['a home for nobody', 'views.publish', { user_id: 'U0NOBODY', view: home }, 'invalid_arguments'],
  [
    'a home from a stale hash',
    'views.publish',
    { user_id: MIRA, view: home, hash: 'stale' },
    'hash_conflict',
    ['views.publish', { user_id: MIRA, view: home }],
  ],
  [
    'a handle in use',
    'usergroups.create',
    { name: 'Others', handle: 'on-call' },
    'handle_already_exists',
    group,
  ],
  ['an unknown user group', 'usergroups.users.list', { usergroup: 'S0' }, 'no_such_subteam'],
  [
    'two canvases',
    'conversations.canvases.create',
    { channel_id: '$room' },
    'channel_canvas_already_exists',
    canvas,
  ],
  ['an unknown canvas', 'canvases.edit', { canvas_id: 'F0', changes: [{}] }, 'canvas_not_found'],
  ['a file never uploaded', 'files.completeUploadExternal', { files: [{ id: 'F0' }] }, 'file_not_found'],
])

test('a user group holds neither guests nor nobody', async () => {
  await using slack = await startTestSlack()
  const made = await slack.call('usergroups.create', { name: 'Payments', handle: 'on-call' })
  const usergroup = made['usergroup'].id
  const set = (users: string[]) => slack.call('usergroups.users.update', { usergroup, users })
  expect(await set([GUEST])).toMatchObject({ ok: false, error: 'invalid_users' })
  expect(await set([])).toMatchObject({ ok: false, error: 'no_users_provided' })
  expect(await set([MIRA])).toMatchObject({ ok: true, usergroup: { users: [MIRA] } })
  const listed = await slack.call('usergroups.list', { include_users: true })
  expect(listed['usergroups']).toMatchObject([{ handle: 'on-call', users: [MIRA] }])
})

test('a file is uploaded in three steps and downloaded with the token', async () => {
  await using slack = await startTestSlack()
  const { channel } = await slack.call('conversations.create', { name: 'room' })
  const got = await slack.call('files.getUploadURLExternal', { filename: 'notes.md', length: 5 })
  await fetch(got['upload_url'], { method: 'POST', body: '# hi\n' })
  const files = [{ id: got['file_id'], title: 'Notes' }]
  await slack.call('files.completeUploadExternal', {
    files,
    channel_id: channel.id,
    initial_comment: 'read this',
  })
  const { file } = await slack.call('files.info', { file: got['file_id'] })
  expect(file.shares.public[channel.id]).toHaveLength(1)
  const withToken = await fetch(file.url_private, { headers: { authorization: 'Bearer xoxb-test' } })
  expect(await withToken.text()).toBe('# hi\n')
  const without = await fetch(file.url_private, { redirect: 'manual' })
  expect(without.status).toBe(302)
})

test('an upload is completed once, and seen by nobody before', async () => {
  await using slack = await startTestSlack()
  const { channel } = await slack.call('conversations.create', { name: 'room' })
  const got = await slack.call('files.getUploadURLExternal', { filename: 'notes.md', length: 5 })
  await fetch(got['upload_url'], { method: 'POST', body: '# hi\n' })
  const [file, files] = [got['file_id'], [{ id: got['file_id'] }]]
  expect(await slack.call('files.info', { file })).toMatchObject({ ok: false, error: 'file_not_found' })
  const complete = () => slack.call('files.completeUploadExternal', { files, channel_id: channel.id })
  expect(await complete()).toMatchObject({ ok: true })
  expect(await complete()).toMatchObject({ ok: false, error: 'file_not_found' })
  const { messages } = await slack.call('conversations.history', { channel: channel.id })
  expect(messages.filter((one: { files?: object[] }) => one.files)).toHaveLength(1)
})

test('a canvas takes one change at a time', async () => {
  await using slack = await startTestSlack()
  const { channel } = await slack.call('conversations.create', { name: 'room' })
  const made = await slack.call('conversations.canvases.create', {
    channel_id: channel.id,
    document_content: { type: 'markdown', markdown: '# Record\n' },
  })
  const change = { operation: 'insert_at_end', document_content: { type: 'markdown', markdown: 'more' } }
  const edit = (changes: object[]) => slack.call('canvases.edit', { canvas_id: made['canvas_id'], changes })
  expect(await edit([change, change])).toMatchObject({ ok: false, error: 'invalid_arguments' })
  expect(await edit([change])).toMatchObject({ ok: true })
  await slack.surface.do({ as: MIRA, act: 'join', channel: channel.id })
  expect(slack.surface.screen(MIRA, { channel: channel.id }).channel?.canvas?.markdown).toBe('# Record\nmore')
})
