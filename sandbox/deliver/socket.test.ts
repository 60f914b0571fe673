import { once } from 'node:events'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { APP_TOKEN, type Json, startTestSlack, type TestSlack } from '../test-slack.ts'

const MIRA = 'U05MIRA'
const GENERAL = 'C01GENERAL'

interface Line {
  socket: WebSocket
  frames: Json[]
  /** Resolves with the next frame of this type. */
  next(type: string): Promise<Json>
}

async function connect(slack: TestSlack, acknowledge = true): Promise<Line> {
  const { url } = await slack.call('apps.connections.open', {}, APP_TOKEN)
  const socket = new WebSocket(url as string)
  const frames: Json[] = []
  const waiting: { type: string; resolve: (frame: Json) => void }[] = []
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString('utf8')) as Json
    frames.push(frame)
    if (acknowledge && frame['envelope_id'])
      socket.send(JSON.stringify({ envelope_id: frame['envelope_id'] }))
    waiting.find((w) => w.type === frame['type'])?.resolve(frame)
  })
  const next = (type: string) => new Promise<Json>((resolve) => waiting.push({ type, resolve }))
  await next('hello')
  return { socket, frames, next }
}

test('greets, and hands each envelope to exactly one connection', async () => {
  await using slack = await startTestSlack()
  await slack.call('conversations.join', { channel: GENERAL })
  await slack.settled()
  const lines = [await connect(slack), await connect(slack)]
  expect(lines[1]?.frames[0]).toMatchObject({
    type: 'hello',
    num_connections: 2,
    connection_info: { app_id: 'A0BOT' },
  })
  for (const text of ['a', 'b', 'c', 'd'])
    await slack.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text })
  await slack.settled()
  const counts = lines.map((line) => line.frames.filter((f) => f['type'] === 'events_api').length)
  expect(counts).toEqual([2, 2])
  expect(lines[0]?.frames.at(-1)).toMatchObject({
    accepts_response_payload: false,
    payload: { type: 'event_callback' },
  })
})

test('answers pings, and a connection address works once', async () => {
  await using slack = await startTestSlack()
  const { socket } = await connect(slack)
  socket.ping()
  await once(socket, 'pong')
  const again = new WebSocket(socket.url)
  const [error] = (await once(again, 'error')) as [Error]
  expect(error.message).toContain('403')
})

test('takes the answer to a command from the acknowledgement', async () => {
  await using slack = await startTestSlack()
  const { socket, next } = await connect(slack, false)
  const typed = slack.surface.do({ as: MIRA, act: 'command', channel: GENERAL, text: '/echo a' })
  const frame = await next('slash_commands')
  expect(frame).toMatchObject({ accepts_response_payload: true, payload: { command: '/echo', text: 'a' } })
  socket.send(JSON.stringify({ envelope_id: frame['envelope_id'], payload: { text: 'heard' } }))
  expect(await typed).toEqual({ ok: true })
  expect(slack.surface.ephemerals(MIRA).map((m) => m.text)).toEqual(['heard'])
})

test('an unacknowledged event comes again and says so', async () => {
  await using slack = await startTestSlack({ patienceMs: 20 })
  await slack.call('conversations.join', { channel: GENERAL })
  await slack.settled()
  const { frames } = await connect(slack, false)
  await slack.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'a' })
  await slack.settled()
  expect(frames.slice(1)).toMatchObject([
    { type: 'events_api' },
    { retry_attempt: 1, retry_reason: 'timeout' },
  ])
})

test('without a connection the person is told', async () => {
  await using slack = await startTestSlack()
  const answer = await slack.surface.do({ as: MIRA, act: 'command', channel: GENERAL, text: '/echo a' })
  expect(answer).toEqual({ ok: false, error: 'bot_failed' })
})

test('connections end politely or not, and an event lost with its connection is sent to the next', async () => {
  await using slack = await startTestSlack()
  await slack.call('conversations.join', { channel: GENERAL })
  await slack.settled()
  const first = await connect(slack, false)
  const notice = first.next('disconnect')
  slack.faults.disconnect('warning')
  expect(await notice).toMatchObject({ reason: 'warning' })
  const heard = first.next('events_api')
  await slack.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'a' })
  await heard
  const second = await connect(slack)
  first.socket.terminate()
  expect(await second.next('events_api')).toMatchObject({
    retry_attempt: 1,
    payload: { event: { text: 'a' } },
  })
  const closed = once(second.socket, 'close')
  slack.faults.disconnect('abrupt')
  await closed
  expect(slack.surface.screen(MIRA).botConnected).toBe(false)
})
