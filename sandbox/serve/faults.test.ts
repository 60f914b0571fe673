import { WebClient, WebAPIRateLimitedError } from '@slack/web-api'
import { expect, test } from 'vitest'
import type { ApiCallStage } from '../surface.ts'
import { BOT_TOKEN, startTestSlack, type TestSlack } from '../test-slack.ts'

async function withRoom(): Promise<{ slack: TestSlack; room: string } & AsyncDisposable> {
  const slack = await startTestSlack()
  const { channel } = await slack.call('conversations.create', { name: 'room' })
  return { slack, room: channel.id as string, [Symbol.asyncDispose]: () => slack[Symbol.asyncDispose]() }
}

async function texts(slack: TestSlack, room: string): Promise<string[]> {
  const { messages } = await slack.call('conversations.history', { channel: room })
  return messages.filter((m: { subtype?: string }) => !m.subtype).map((m: { text: string }) => m.text)
}

test('answers 429 as often as told, in a way the real client understands', async () => {
  await using t = await withRoom()
  t.slack.faults.add({ kind: 'rate_limited', method: 'chat.postMessage', retryAfter: 7, times: 1 })
  const client = new WebClient(BOT_TOKEN, { slackApiUrl: t.slack.apiUrl, rejectRateLimitedCalls: true })
  const failed = client.chat.postMessage({ channel: t.room, text: 'a' })
  await expect(failed).rejects.toThrow(WebAPIRateLimitedError)
  await expect(failed).rejects.toMatchObject({ retryAfter: 7 })
  await client.chat.postMessage({ channel: t.room, text: 'b' })
  expect(await texts(t.slack, t.room)).toEqual(['b'])
})

test('limits one channel and not another', async () => {
  await using t = await withRoom()
  t.slack.faults.add({ kind: 'rate_limited', method: 'chat.*', channel: t.room, retryAfter: 7 })
  expect(await t.slack.call('chat.postMessage', { channel: t.room, text: 'a' })).toMatchObject({
    error: 'ratelimited',
  })
  expect(await t.slack.call('chat.postMessage', { channel: 'U05MIRA', text: 'a' })).toMatchObject({
    ok: true,
  })
  t.slack.faults.clear()
  expect(await t.slack.call('chat.postMessage', { channel: t.room, text: 'a' })).toMatchObject({ ok: true })
})

test('real limits follow the sandbox clock', async () => {
  await using t = await withRoom()
  t.slack.faults.set({ realLimits: true })
  const post = async () => (await t.slack.call('chat.postMessage', { channel: t.room, text: 'a' })).ok
  expect([await post(), await post(), await post(), await post(), await post()]).toEqual([
    true,
    true,
    true,
    true,
    false,
  ])
  t.slack.clock.advance(1000)
  expect(await post()).toBe(true)
})

test('executes, and loses the answer', async () => {
  await using t = await withRoom()
  t.slack.faults.add({ kind: 'response_lost', method: 'chat.postMessage', times: 1 })
  await expect(t.slack.call('chat.postMessage', { channel: t.room, text: 'a' })).rejects.toThrow()
  expect(await texts(t.slack, t.room)).toEqual(['a'])
  expect(t.slack.journal.calls('chat.postMessage')).toMatchObject([
    { ok: true, status: 0, fault: 'response_lost' },
  ])
})

test('loses the request', async () => {
  await using t = await withRoom()
  t.slack.faults.add({ kind: 'request_lost', method: 'chat.postMessage', times: 1 })
  await expect(t.slack.call('chat.postMessage', { channel: t.room, text: 'a' })).rejects.toThrow()
  expect(await texts(t.slack, t.room)).toEqual([])
})

test('executes after the connection is gone', async () => {
  await using t = await withRoom()
  const posted = new Promise<void>((resolve) => {
    t.slack.surface.onChange(() => resolve())
  })
  t.slack.faults.add({ kind: 'executed_late', method: 'chat.postMessage', ms: 10, times: 1 })
  await expect(t.slack.call('chat.postMessage', { channel: t.room, text: 'a' })).rejects.toThrow()
  await posted
  await t.slack.settled()
  expect(await texts(t.slack, t.room)).toEqual(['a'])
})

test('answers 5xx and refusals of Slack without doing anything', async () => {
  await using t = await withRoom()
  t.slack.faults.add({ kind: 'server_error', method: 'chat.postMessage', status: 503, times: 1 })
  t.slack.faults.add({ kind: 'refused', method: 'conversations.create', error: 'restricted_action' })
  expect(await t.slack.call('chat.postMessage', { channel: t.room, text: 'a' })).toMatchObject({ ok: false })
  expect(await t.slack.call('conversations.create', { name: 'b' })).toMatchObject({
    error: 'restricted_action',
  })
  expect(t.slack.journal.calls('chat.postMessage')[0]).toMatchObject({ status: 503 })
  expect(await texts(t.slack, t.room)).toEqual([])
})

test('refuses a second bookmark while the first is being added', async () => {
  await using t = await withRoom()
  t.slack.faults.add({ kind: 'latency', method: 'bookmarks.add', ms: 20, when: 'after' })
  const add = (title: string) =>
    t.slack.call('bookmarks.add', { channel_id: t.room, title, type: 'link', link: 'https://a.example' })
  const answers = await Promise.all([add('a'), add('b')])
  expect(answers.map((a) => a.error ?? 'none').sort()).toEqual(['none', 'too_many_requests'])
  expect(await add('c')).toMatchObject({ ok: true })
})

test('an outage refuses everything of Slack, and the page goes on', async () => {
  await using t = await withRoom()
  t.slack.faults.set({ outage: true })
  await expect(t.slack.call('auth.test')).rejects.toThrow()
  expect((await fetch(`${t.slack.url}/sandbox/people`)).status).toBe(200)
  t.slack.faults.set({ outage: false })
  expect(await t.slack.call('auth.test')).toMatchObject({ ok: true })
})

test('a revoked token', async () => {
  await using t = await withRoom()
  t.slack.faults.set({ tokenRevoked: true })
  expect(await t.slack.call('auth.test')).toMatchObject({ ok: false, error: 'token_revoked' })
})

test('lets a test in at each stage of a call', async () => {
  await using t = await withRoom()
  const stages: string[] = []
  const replied = new Promise<void>((resolve) => {
    t.slack.faults.intercept(async ({ stage, method, n }: ApiCallStage) => {
      stages.push(`${n} ${method} ${stage}`)
      if (stage === 'replied') resolve()
      throw new Error('this changes nothing')
    })
  })
  expect(await t.slack.call('chat.postMessage', { channel: t.room, text: 'a' })).toMatchObject({ ok: true })
  await replied
  expect(stages).toEqual([
    '2 chat.postMessage before',
    '2 chat.postMessage executed',
    '2 chat.postMessage replied',
  ])
})
