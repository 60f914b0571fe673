import { expect, test } from 'vitest'
import { manifest, startTestSlack } from '../test-slack.ts'
import { ARCHIVED, GENERAL, GONE, LEADS, MIRA, testRefusals } from './test-refusals.ts'

const room = { channel: '$room' }
const mine = { channel: '$room', ts: '$mine' }
const big = { event_type: 'a', event_payload: { a: 'x'.repeat(16_000) } }
const archive: [string, Record<string, unknown>] = ['conversations.archive', room]

testRefusals([
  ['posting nothing', 'chat.postMessage', { ...room, text: ' ' }, 'no_text'],
  ['posting nowhere', 'chat.postMessage', { channel: 'C0NOWHERE', text: 'a' }, 'channel_not_found'],
  ['posting outside', 'chat.postMessage', { channel: GENERAL, text: 'a' }, 'not_in_channel'],
  [
    'posting in an unknown private channel',
    'chat.postMessage',
    { channel: LEADS, text: 'a' },
    'channel_not_found',
  ],
  ['posting in an archived channel', 'chat.postMessage', { channel: ARCHIVED, text: 'a' }, 'is_archived'],
  ['posting to someone who left', 'chat.postMessage', { channel: GONE, text: 'a' }, 'channel_not_found'],
  ['bad blocks', 'chat.postMessage', { ...room, blocks: [{ type: 'nothing' }] }, 'invalid_blocks'],
  ['blocks that are no list', 'chat.postMessage', { ...room, blocks: 'nothing' }, 'invalid_blocks_format'],
  [
    'metadata without a type',
    'chat.postMessage',
    { ...room, text: 'a', metadata: { event_payload: {} } },
    'invalid_metadata_schema',
  ],
  [
    'metadata that is text',
    'chat.postMessage',
    { ...room, text: 'a', metadata: 'a' },
    'invalid_metadata_format',
  ],
  ['too much metadata', 'chat.postMessage', { ...room, text: 'a', metadata: big }, 'metadata_too_large'],
  [
    'markdown beside text',
    'chat.postMessage',
    { ...room, text: 'a', markdown_text: 'b' },
    'markdown_text_conflict',
  ],
  [
    'another name without the scope',
    'chat.postMessage',
    { ...room, text: 'a', username: 'Bob' },
    'missing_scope',
  ],
  ['editing what another wrote', 'chat.update', { ...room, ts: '$hers', text: 'a' }, 'cant_update_message'],
  ['editing what is not there', 'chat.update', { ...room, ts: '1.000001', text: 'a' }, 'message_not_found'],
  ['an edit of 4,001 characters', 'chat.update', { ...mine, text: 'x'.repeat(4001) }, 'msg_too_long'],
  ['an edit of nothing', 'chat.update', mine, 'no_text'],
  ['editing in an archived channel', 'chat.update', { ...mine, text: 'a' }, 'is_inactive', archive],
  ['deleting what another wrote', 'chat.delete', { ...room, ts: '$hers' }, 'cant_delete_message'],
  [
    'whispering to someone elsewhere',
    'chat.postEphemeral',
    { ...room, user: 'U01AMINA', text: 'a' },
    'user_not_in_channel',
  ],
  ['whispering outside', 'chat.postEphemeral', { channel: GENERAL, user: MIRA, text: 'a' }, 'not_in_channel'],
  ['a link to nothing', 'chat.getPermalink', { ...room, message_ts: '1.000001' }, 'message_not_found'],
])

async function withRoom() {
  const slack = await startTestSlack()
  const { channel } = await slack.call('conversations.create', { name: 'room' })
  const post = (args: Record<string, unknown>) =>
    slack.call('chat.postMessage', { channel: channel.id, ...args })
  return {
    slack,
    channel: channel.id as string,
    post,
    [Symbol.asyncDispose]: () => slack[Symbol.asyncDispose](),
  }
}

test('keeps metadata and gives it only to who asks', async () => {
  await using r = await withRoom()
  const metadata = { event_type: 'slot', event_payload: { key: 'card' } }
  await r.post({ text: 'a', metadata })
  const plain = await r.slack.call('conversations.history', { channel: r.channel, limit: 1 })
  const full = await r.slack.call('conversations.history', {
    channel: r.channel,
    limit: 1,
    include_all_metadata: true,
  })
  expect(plain['messages'][0]).not.toHaveProperty('metadata')
  expect(full['messages'][0].metadata).toEqual(metadata)
})

test('an edit keeps metadata unless it sends its own, and loses blocks when it sends only text', async () => {
  await using r = await withRoom()
  const metadata = { event_type: 'slot', event_payload: {} }
  const { ts } = await r.post({ text: 'a', blocks: [{ type: 'divider' }], metadata })
  const edited = await r.slack.call('chat.update', { channel: r.channel, ts, text: 'b' })
  expect(edited['message']).toMatchObject({ text: 'b', metadata, edited: { user: 'U0BOT' } })
  expect(edited['message']).not.toHaveProperty('blocks')
  const cleared = await r.slack.call('chat.update', {
    channel: r.channel,
    ts,
    blocks: [{ type: 'divider' }],
    metadata: {},
  })
  expect(cleared['message']).toMatchObject({ text: 'b', blocks: [{ type: 'divider' }] })
  expect(cleared['message']).not.toHaveProperty('metadata')
})

test('cuts text at 40,000 characters and says so', async () => {
  await using r = await withRoom()
  const answer = await r.post({ text: 'x'.repeat(40_001) })
  expect(answer['message'].text).toHaveLength(40_000)
  expect(answer['response_metadata'].warnings).toEqual(['message_truncated'])
})

test('gives every message a later ts, though the clock stands still', async () => {
  await using r = await withRoom()
  const stamps = [await r.post({ text: 'a' }), await r.post({ text: 'b' }), await r.post({ text: 'c' })].map(
    (a) => a['ts'],
  )
  expect(stamps).toEqual([...stamps].sort((a, b) => Number(a) - Number(b)))
  expect(new Set(stamps).size).toBe(3)
  expect(stamps[0]).toMatch(/^1802422800\.\d{6}$/)
})

test('threads: a reply hangs on its parent, and only a broadcast stands in the channel', async () => {
  await using r = await withRoom()
  const { ts } = await r.post({ text: 'parent' })
  const quiet = await r.post({ text: 'quiet', thread_ts: ts })
  await r.post({ text: 'loud', thread_ts: quiet['ts'], reply_broadcast: true })
  const top = await r.slack.call('conversations.history', { channel: r.channel, limit: 2 })
  const thread = await r.slack.call('conversations.replies', { channel: r.channel, ts: quiet['ts'] })
  expect(top['messages'].map((m: { text: string }) => m.text)).toEqual(['loud', 'parent'])
  expect(top['messages'][1]).toMatchObject({ reply_count: 2, thread_ts: ts })
  expect(thread['messages'].map((m: { text: string }) => m.text)).toEqual(['parent', 'quiet', 'loud'])
})

test('history between two moments leaves the moments themselves out', async () => {
  await using r = await withRoom()
  const [a, , c] = [await r.post({ text: 'a' }), await r.post({ text: 'b' }), await r.post({ text: 'c' })]
  const between = { channel: r.channel, oldest: a['ts'], latest: c['ts'] }
  const texts = async (args: object) =>
    (await r.slack.call('conversations.history', { ...between, ...args }))['messages'].map(
      (m: { text: string }) => m.text,
    )
  expect(await texts({})).toEqual(['b'])
  expect(await texts({ inclusive: true })).toEqual(['c', 'b', 'a'])
})

test('a message to a person opens the direct message and tells its channel', async () => {
  await using slack = await startTestSlack()
  const sent = await slack.call('chat.postMessage', { channel: MIRA, text: 'psst' })
  const opened = await slack.call('conversations.open', { users: MIRA })
  expect(sent['channel']).toMatch(/^D/)
  expect(opened).toMatchObject({ channel: { id: sent['channel'] }, already_open: true })
  expect(slack.surface.channels(MIRA).find((c) => c.id === sent['channel'])).toMatchObject({
    isIm: true,
    unread: 1,
  })
})

test('an app without a messages tab writes to nobody', async () => {
  const closed = manifest().replace('messages_tab_enabled: true', 'messages_tab_enabled: false')
  await using slack = await startTestSlack({ manifest: closed })
  const answer = await slack.call('chat.postMessage', { channel: MIRA, text: 'psst' })
  expect(answer).toMatchObject({ ok: false, error: 'messages_tab_disabled' })
})
