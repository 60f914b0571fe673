/** Every answer of an API comes back through the gateway as an outcome, and leaves nothing in the log. */
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

test.each([
  ['5xx', 'HTTP 503', json({}, 503)],
  ['a 404', 'HTTP 404', json({}, 404)],
  [
    'a page',
    'not Slack: a page of HTML',
    (_: unknown, response) => void response.end('<html><p>Sign in</html>'),
  ],
  ['a lost connection', 'UND_ERR_SOCKET', (request) => void request.socket.destroy()],
  ['an outage', 'service_unavailable', json({ ok: false, error: 'service_unavailable' })],
] satisfies [string, string, RequestListener][])(
  '%s for half a minute: Slack is down, is asked at most every 15 s, and is up with its first answer',
  async (_name, why, behaviour) => {
    const gateway = await open()
    answer = behaviour
    await post(gateway)
    expect(gateway.health()).toBe('ok')
    for (let passed = 0; passed < 300; passed += 3) {
      now = later(3)
      await post(gateway)
    }
    expect([gateway.health(), gateway.reason()]).toEqual(['unreachable', why])
    expect(logged).toContain(`Slack cannot be reached; calls are kept {"why":"${why}"}`)
    const before = requests.length
    for (let passed = 0; passed < 60; passed += 3) {
      now = later(3)
      await post(gateway)
    }
    expect(requests.length - before).toBe(4)
    now = later(15)
    answer = json({ ok: true, ts: '1.0' })
    expect(await post(gateway)).toMatchObject({ kind: 'ok' })
    expect([gateway.health(), gateway.reason()]).toEqual(['ok', null])
  },
)

test('one method that nobody answers waits by itself, and Slack counts as up', async () => {
  const gateway = await open()
  const ask = async () => {
    answer = json({}, 404)
    await gateway.call('dnd.teamInfo', {}, 0)
    answer = json({ ok: true, ts: '1.0' })
    expect(await post(gateway)).toMatchObject({ kind: 'ok' })
    now = later(3)
  }
  for (let passed = 0; passed < 300; passed += 3) await ask()
  const asked = () => requests.filter(({ path }) => path.endsWith('dnd.teamInfo')).length
  const before = asked()
  for (let passed = 0; passed < 60; passed += 3) await ask()
  expect([asked() - before, gateway.health()]).toEqual([4, 'ok'])
})

test('two lost answers with a quiet hour between them say nothing of Slack', async () => {
  const gateway = await open()
  answer = json({}, 503)
  await post(gateway)
  now = later(3600)
  await post(gateway)
  expect(gateway.health()).toBe('ok')
})

test.each(['unknown_method', 'missing_scope'])(
  '%s: the method is not asked again for an hour',
  async (error) => {
    const gateway = await open()
    answer = json({ ok: false, error })
    const ask = () => gateway.call('dnd.teamInfo', {}, 0)
    const refusal = { kind: 'refused', error }
    expect(await ask()).toMatchObject(refusal)
    now = later(3_599)
    expect(await ask()).toMatchObject(refusal)
    expect([requests.length, logged.length]).toEqual([1, 1])
    answer = json({ ok: true, users: {} })
    now = later(1)
    expect(await ask()).toMatchObject({ kind: 'ok' })
  },
)

test('a scope that is missing for one kind of channel silences no other; after a repair it is asked again', async () => {
  const gateway = await open()
  const read = (channel: string) => gateway.call('conversations.history', { channel }, 0)
  answer = json({ ok: false, error: 'missing_scope', needed: 'groups:history' })
  await read('CPRIVATE')
  answer = json({ ok: true, messages: [] })
  expect(await read('CPUBLIC')).toMatchObject({ kind: 'ok' })
  expect(await read('CPRIVATE')).toMatchObject({ kind: 'refused', error: 'missing_scope' })
  gateway.askAgain()
  expect(await read('CPRIVATE')).toMatchObject({ kind: 'ok' })
})

test('what is refused of one thing says nothing of the next', async () => {
  const gateway = await open()
  answer = json({ ok: false, error: 'not_in_channel' })
  await post(gateway)
  answer = json({ ok: true, ts: '1.0' })
  expect(await post(gateway)).toMatchObject({ kind: 'ok' })
})
