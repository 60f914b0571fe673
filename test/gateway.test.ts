/** A call through the gateway returns its outcome for any answer of an API, and says nothing in the log. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createGateway, type Gateway, type GatewayOptions } from '#slack/wire/gateway.ts'

let answer: RequestListener
let requests: { path: string; body: string }[]
let logged: string[]
let now: Date
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    requests.push({ path: request.url ?? '', body })
    answer(request, response)
  })
})
const note = ((fields: object, words: string) =>
  void logged.push(`${words} ${JSON.stringify(fields)}`)) as GatewayOptions['log']['warn']
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000)

async function open(): Promise<Gateway> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const log = { warn: note, error: note }
  return createGateway({
    token: 'xoxb-secret',
    apiUrl: `http://127.0.0.1:${port}/api/`,
    clock: { now: () => now },
    log,
  })
}

function json(body: object, status = 200, headers = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
}

beforeEach(() => {
  now = new Date('2026-02-14T15:00:00Z')
  requests = []
  logged = []
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const post = (gateway: Gateway, channel = 'C1') =>
  gateway.call('chat.postMessage', { channel, text: 'private words', blocks: [] }, 0)

test('learns who it is, and sends what it is given', async () => {
  const gateway = await open()
  answer = json({ ok: true, user_id: 'UBOT' })
  await gateway.identify()
  expect([gateway.botUserId, gateway.health()]).toEqual(['UBOT', 'ok'])
  answer = json({ ok: true, ts: '1.0' })
  expect(await post(gateway)).toMatchObject({ kind: 'ok', body: { ts: '1.0' } })
  expect(requests[1]?.path).toBe('/api/chat.postMessage')
  expect(Object.fromEntries(new URLSearchParams(requests[1]?.body))).toMatchObject({
    channel: 'C1',
    blocks: '[]',
  })
})

test('a 429 is told as a time, and parks that channel only', async () => {
  const gateway = await open()
  answer = json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': '7' })
  expect(await post(gateway)).toEqual({ kind: 'later', at: later(7) })
  answer = json({ ok: true, ts: '1.0' })
  expect(await post(gateway)).toEqual({ kind: 'later', at: later(7) })
  expect(requests).toHaveLength(1)
  expect(await post(gateway, 'C2')).toMatchObject({ kind: 'ok' })
  now = later(7)
  expect(await post(gateway)).toMatchObject({ kind: 'ok' })
})

test('a refusal is logged by its code, never with text or token', async () => {
  const gateway = await open()
  answer = json({
    ok: false,
    error: 'not_in_channel',
    response_metadata: { messages: ['[ERROR] private words'] },
  })
  expect(await post(gateway)).toMatchObject({ kind: 'refused', error: 'not_in_channel' })
  expect(logged).toEqual(['Slack refused a call {"method":"chat.postMessage","error":"not_in_channel"}'])
})

test.each([
  ['5xx', json({}, 503)],
  ['no JSON', (_: unknown, response) => void response.end('<html>')],
  ['a lost connection', (request) => void request.socket.destroy()],
] satisfies [string, RequestListener][])('%s: nobody knows', async (_name, behaviour) => {
  const gateway = await open()
  answer = behaviour
  expect(await post(gateway)).toMatchObject({ kind: 'unknown' })
  expect(requests).toHaveLength(1)
})

test('nobody listening: kept for later, waiting longer each time, calls that fail together counting once', async () => {
  const gateway = await open()
  await new Promise((resolve) => server.close(resolve))
  expect(await Promise.all([post(gateway), post(gateway, 'C2')])).toEqual([
    { kind: 'later', at: later(1) },
    { kind: 'later', at: later(1) },
  ])
  now = later(1)
  expect(await post(gateway)).toEqual({ kind: 'later', at: later(2) })
  expect([gateway.health(), logged.length]).toEqual(['unreachable', 1])
})

test('a revoked token keeps the work until another is there', async () => {
  const gateway = await open()
  answer = json({ ok: false, error: 'token_revoked' })
  expect(await post(gateway)).toEqual({ kind: 'later', at: later(1) })
  expect(gateway.health()).toBe('token refused')
  answer = json({ ok: true, ts: '1.0' })
  expect(await post(gateway)).toMatchObject({ kind: 'ok' })
  expect(gateway.health()).toBe('ok')
})
