import { expect, test } from 'vitest'
import { signature } from './http.ts'
import { startTestBot } from '../test-bot.ts'
import { SECRET, startTestSlack } from '../test-slack.ts'

const MIRA = 'U05MIRA'
const GENERAL = 'C01GENERAL'

async function connected(options: Parameters<typeof startTestSlack>[0] = {}) {
  const bot = await startTestBot()
  const slack = await startTestSlack(options)
  await slack.connectTo(bot.url)
  await slack.call('conversations.join', { channel: GENERAL })
  await slack.settled()
  bot.received.length = 0
  slack.journal.clear()
  const events = () => bot.received.map((r) => r.body['event']).filter(Boolean)
  return {
    slack,
    bot,
    events,
    surface: slack.surface,
    async [Symbol.asyncDispose]() {
      await slack[Symbol.asyncDispose]()
      await bot[Symbol.asyncDispose]()
    },
  }
}

test('signs what it sends, in real time', async () => {
  await using t = await connected()
  await t.surface.do({ as: MIRA, act: 'command', channel: GENERAL, text: '/echo hello' })
  const [command] = t.bot.received
  const timestamp = Number(command?.headers['x-slack-request-timestamp'])
  expect(Math.abs(timestamp - Date.now() / 1000)).toBeLessThan(5)
  expect(command?.headers['x-slack-signature']).toBe(signature(SECRET, timestamp, command?.raw ?? ''))
  expect(command?.body).toMatchObject({
    command: '/echo',
    text: 'hello',
    user_id: MIRA,
    channel_name: 'general',
  })
})

test('escapes the text of a command only where the manifest asks for it', async () => {
  await using t = await connected()
  const words = '@mira.kowalska <!channel> #general a&b'
  await t.surface.do({ as: MIRA, act: 'command', channel: GENERAL, text: `/echo ${words}` })
  await t.surface.do({ as: MIRA, act: 'command', channel: GENERAL, text: `/plain ${words}` })
  expect(t.bot.received.map((r) => r.body['text'])).toEqual([
    '<@U05MIRA|mira.kowalska> &lt;!channel&gt; <#C01GENERAL|general> a&amp;b',
    words,
  ])
})

test('names private places as Slack does', async () => {
  await using t = await connected()
  const im = await t.surface.do({ as: MIRA, act: 'openIm', user: 'U0BOT' })
  await t.surface.do({ as: MIRA, act: 'command', channel: im.channel ?? '', text: '/echo a' })
  await t.surface.do({ as: 'U09HENRI', act: 'command', channel: 'C06LEADS', text: '/echo a' })
  expect(t.bot.received.map((r) => r.body['channel_name'])).toEqual(['directmessage', 'privategroup'])
})

test('a silent bot costs the person a notice', async () => {
  await using t = await connected()
  t.slack.patience.ms = 20
  t.bot.answer.silent = true
  const answer = await t.surface.do({ as: MIRA, act: 'command', channel: GENERAL, text: '/echo a' })
  expect(answer).toEqual({ ok: false, error: 'operation_timed_out' })
  expect(t.surface.toasts(MIRA).map((toast) => toast.text)).toEqual([
    '/echo failed: tester did not respond in time (operation_timeout).',
  ])
})

test('answers in the acknowledgement are shown to the person, or to all', async () => {
  await using t = await connected()
  t.bot.answer.body = JSON.stringify({ text: 'only you' })
  await t.surface.do({ as: MIRA, act: 'command', channel: GENERAL, text: '/echo a' })
  t.bot.answer.body = JSON.stringify({ response_type: 'in_channel', text: 'everyone' })
  await t.surface.do({ as: MIRA, act: 'command', channel: GENERAL, text: '/echo a' })
  const texts = (as: string) =>
    t.surface
      .messages(as, GENERAL)
      .filter((m) => !m.isSystemLine)
      .map((m) => m.text)
  expect(texts(MIRA)).toEqual(['only you', 'everyone'])
  expect(texts('U06TOMAS')).toEqual(['everyone'])
})

test('an event that fails is tried at once, after a minute and after five, and then no more', async () => {
  await using t = await connected()
  t.bot.answer.status = 500
  await t.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'hello' })
  const tries = async (minutes: number) => {
    t.slack.clock.advance(minutes * 60_000)
    t.slack.clockMoved()
    await t.slack.settled()
    return t.bot.received.map((r) => [r.headers['x-slack-retry-num'], r.headers['x-slack-retry-reason']])
  }
  expect(await tries(0)).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
  ])
  expect(await tries(1)).toHaveLength(3)
  expect(await tries(4)).toHaveLength(3)
  expect((await tries(1)).at(-1)).toEqual(['3', 'http_error'])
  expect(await tries(600)).toHaveLength(4)
  expect(new Set(t.bot.received.map((r) => r.body['event_id'])).size).toBe(1)
})

test('a bot may forbid further tries', async () => {
  await using t = await connected()
  Object.assign(t.bot.answer, { status: 500, headers: { 'x-slack-no-retry': '1' } })
  await t.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'hello' })
  await t.slack.settled()
  expect(t.bot.received).toHaveLength(1)
})

test('tells of edits, deletions, reactions and files as Slack shapes them', async () => {
  await using t = await connected()
  const { surface, slack } = t
  const said = await surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'it is <down>' })
  const at = { as: MIRA, channel: GENERAL, ts: said.ts ?? '' }
  await surface.do({ ...at, act: 'edit', text: 'it is up' })
  await surface.do({ ...at, act: 'react', name: 'eyes' })
  await surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'why?', thread: at.ts })
  await surface.do({ ...at, act: 'delete' })
  await surface.do({
    as: MIRA,
    act: 'upload',
    channel: GENERAL,
    files: [{ name: 'a.txt', mimetype: 'text/plain', content: 'a' }],
  })
  await slack.settled()
  expect(t.events()).toMatchObject([
    { type: 'message', user: MIRA, text: 'it is &lt;down&gt;', channel_type: 'channel', event_ts: at.ts },
    {
      subtype: 'message_changed',
      message: { text: 'it is up', edited: { user: MIRA } },
      previous_message: { text: 'it is &lt;down&gt;' },
    },
    { type: 'reaction_added', reaction: 'eyes', item: { ts: at.ts, channel: GENERAL }, item_user: MIRA },
    { type: 'message', text: 'why?', thread_ts: at.ts, parent_user_id: MIRA },
    { subtype: 'message_changed', message: { subtype: 'tombstone' }, previous_message: { text: 'it is up' } },
    { subtype: 'file_share', files: [{ name: 'a.txt', shares: { public: { [GENERAL]: [{}] } } }] },
  ])
})

test('a reply shown in the channel too brings its parent along', async () => {
  await using t = await connected()
  const { ts } = await t.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'parent' })
  const thread = ts ?? ''
  await t.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'loud', thread, broadcast: true })
  await t.slack.settled()
  expect(t.events()[1]).toMatchObject({
    subtype: 'thread_broadcast',
    text: 'loud',
    thread_ts: ts,
    root: { text: 'parent' },
  })
})

test('tells of rooms as they come, change and go, the private ones by their own names', async () => {
  await using t = await connected()
  const made = await t.slack.call('conversations.create', { name: 'secret', is_private: true })
  const channel: string = made['channel'].id
  await t.slack.call('conversations.invite', { channel, users: MIRA })
  await t.surface.do({ as: MIRA, act: 'kick', channel, user: 'U0BOT' })
  await t.surface.do({ as: MIRA, act: 'archive', channel })
  const open = await t.surface.do({ as: MIRA, act: 'createChannel', name: 'open' })
  await t.surface.do({ as: MIRA, act: 'archive', channel: open.channel ?? '' })
  await t.slack.settled()
  const names = t
    .events()
    .map((e) => [e.type, e.subtype, e.channel_type, e.user?.id ?? e.user].filter(Boolean).join(' '))
  expect(names).toEqual([
    'message channel_join group U0BOT',
    'member_joined_channel G U0BOT',
    `message channel_join group ${MIRA}`,
    `member_joined_channel G ${MIRA}`,
    'member_left_channel G U0BOT',
    'channel_created',
    `channel_archive ${MIRA}`,
  ])
})

test('a deleted message without replies is gone', async () => {
  await using t = await connected()
  const said = await t.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'oops' })
  await t.surface.do({ as: MIRA, act: 'delete', channel: GENERAL, ts: said.ts ?? '' })
  await t.slack.settled()
  expect(t.events()[1]).toMatchObject({
    subtype: 'message_deleted',
    deleted_ts: said.ts,
    previous_message: { text: 'oops' },
  })
  expect(t.surface.messages(MIRA, GENERAL).some((m) => m.text === 'oops')).toBe(false)
})

test("the bot's own messages come back with its bot id and their metadata", async () => {
  await using t = await connected()
  const metadata = { event_type: 'slot', event_payload: { key: 'a' } }
  await t.slack.call('chat.postMessage', { channel: GENERAL, text: 'mine', metadata })
  await t.slack.settled()
  expect(t.events()).toMatchObject([
    { type: 'message', bot_id: 'B0BOT', app_id: 'A0BOT', user: 'U0BOT', metadata },
  ])
})

test('says nothing of channels the bot is not in, nor of what it did not subscribe to', async () => {
  await using t = await connected()
  await t.surface.do({ as: MIRA, act: 'say', channel: 'C02QUESTIONS', text: 'a' })
  await t.surface.do({ as: MIRA, act: 'setDnd', on: true })
  await t.slack.settled()
  expect(t.events()).toEqual([])
})

test.each([
  ['copies', { copies: 3 }, ['a', 'a', 'a']],
  ['reversal', { reverse: 3 }, ['c', 'b', 'a']],
])('%s of events on demand', async (_name, events, expected) => {
  await using t = await connected()
  t.slack.faults.set({ events })
  for (const text of [...new Set(expected)].sort())
    await t.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text })
  await t.slack.settled()
  expect(t.events().map((e) => e.text)).toEqual(expected)
})

test('events are late on demand', async () => {
  await using t = await connected()
  t.slack.faults.set({ events: { delayMinutes: 10 } })
  await t.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'a' })
  await t.slack.settled()
  expect(t.events()).toEqual([])
  t.slack.clock.advance(10 * 60_000)
  t.slack.clockMoved()
  await t.slack.settled()
  expect(t.events()).toHaveLength(1)
})

test('keeps a journal of deliveries', async () => {
  await using t = await connected()
  await t.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'a' })
  await t.slack.settled()
  expect(t.slack.journal.deliveries()).toMatchObject([
    {
      type: 'event',
      summary: 'message in #general',
      via: 'http',
      attempts: [{ ok: true, status: 'HTTP 200' }],
    },
  ])
})
