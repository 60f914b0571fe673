/** Socket Mode stays up through anything Slack sends, drops or refuses. */
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { WebAPIPlatformError } from '@slack/web-api'
import { type WebSocket as Peer, WebSocketServer } from 'ws'
import type { Deliver } from '#slack/wire/deliver.ts'
import { createInFlight, type InFlight } from '#slack/wire/in-flight.ts'
import { openSocketMode, type SocketMode } from '#slack/wire/socket-mode.ts'
import { createLog } from '../src/log.ts'

const logged: string[] = []
const log = createLog('info', { write: (line) => void logged.push(line) })
const cleanUp: (() => PromiseLike<unknown>)[] = []
afterEach(async () => {
  logged.length = 0
  for (const close of cleanUp.splice(0).toReversed()) await close()
})

interface Scene {
  peers: Peer[]
  /** Acknowledgements, as they came. */
  acks: { envelope_id: string; payload?: unknown }[]
  socketMode: SocketMode
  inFlight: InFlight
}

const refusal = new WebAPIPlatformError({ ok: false, error: 'invalid_auth', response_metadata: {} })

/** A Slack that says hello, and nothing else by itself. */
async function scene(deliver: Deliver, { refusals = 0, hello = true } = {}): Promise<Scene> {
  const server = new WebSocketServer({ port: 0 })
  const peers: Peer[] = []
  const acks: Scene['acks'] = []
  server.on('connection', (peer) => {
    peers.push(peer)
    peer.on('message', (data: Buffer) => acks.push(JSON.parse(data.toString()) as Scene['acks'][number]))
    if (hello) peer.send(JSON.stringify({ type: 'hello', num_connections: peers.length }))
  })
  cleanUp.push(async () => {
    for (const peer of peers) peer.terminate()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  let left = refusals
  const inFlight = createInFlight()
  const socketMode = openSocketMode({
    openUrl: async () => {
      left -= 1
      // The SDK rejects with this when a disconnect meets a reconnect.
      if (left >= 0) return left % 2 === 0 ? Promise.reject(refusal) : rejectWithNothing()
      return `ws://127.0.0.1:${port}/?ticket=${peers.length}`
    },
    deliver: (...asked) => inFlight.track(deliver(...asked)),
    inFlight,
    log,
  })
  cleanUp.push(() => socketMode[Symbol.asyncDispose]())
  return { peers, acks, socketMode, inFlight }
}

function rejectWithNothing(): Promise<never> {
  // oxlint-disable-next-line prefer-promise-reject-errors
  return Promise.reject(undefined)
}

function send(peer: Peer | undefined, frame: unknown): void {
  peer?.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
}

function envelope(id: string, text = 'list') {
  const payload = { command: '/incident', text, user_id: 'U1', trigger_id: id, channel_id: 'C1' }
  return { envelope_id: id, type: 'slash_commands', accepts_response_payload: true, payload }
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 60_000, interval: 5 })
const open = ({ peers }: Scene) => peers.filter((peer) => peer.readyState === peer.OPEN)
const echo: Deliver = async (delivery) => ({ text: `you said ${String(delivery['text'])}` })

test('there are two connections, and either may carry an envelope', async () => {
  const slack = await scene(echo)
  await until(() => expect(slack.peers).toHaveLength(2))
  expect(slack.socketMode.connected).toBe(true)
  send(slack.peers[0], envelope('a', 'one'))
  send(slack.peers[1], envelope('b', 'two'))
  await until(() => expect(slack.acks).toHaveLength(2))
  expect(slack.acks).toContainEqual({ envelope_id: 'a', payload: { text: 'you said one' } })
  expect(slack.acks).toContainEqual({ envelope_id: 'b', payload: { text: 'you said two' } })
})

test.each(['refresh_requested', 'warning', 'link_disabled', 'too_many_websockets'])(
  'a connection told "%s" serves until its successor has been greeted',
  async (reason) => {
    const slack = await scene(echo)
    await until(() => expect(slack.peers).toHaveLength(2))
    send(slack.peers[0], { type: 'disconnect', reason })
    send(slack.peers[0], envelope('late'))
    await until(() => expect(slack.acks).toHaveLength(1))
    await until(() => expect(slack.peers).toHaveLength(3))
    await until(() => expect(open(slack)).toHaveLength(2))
    expect(slack.peers[0]?.readyState).not.toBe(slack.peers[0]?.OPEN)
    expect(slack.socketMode.connected).toBe(true)
  },
)

test('a connection being replaced still answers what came through it', async () => {
  const { promise: done, resolve: finish } = Promise.withResolvers<void>()
  const slack = await scene(async () => {
    await done
    return undefined
  })
  await until(() => expect(slack.peers).toHaveLength(2))
  send(slack.peers[0], envelope('slow'))
  await until(() => expect(slack.inFlight.size).toBe(1))
  send(slack.peers[0], { type: 'disconnect', reason: 'refresh_requested' })
  await until(() => expect(open(slack)).toHaveLength(3))
  finish()
  await until(() => expect(slack.acks).toEqual([{ envelope_id: 'slow' }]))
  await until(() => expect(open(slack)).toHaveLength(2))
})

test('connections that break are replaced, all at once as well', async () => {
  const slack = await scene(echo)
  await until(() => expect(slack.peers).toHaveLength(2))
  for (const peer of slack.peers) peer.terminate()
  await until(() => expect(slack.socketMode.connected).toBe(false))
  await until(() => expect(open(slack)).toHaveLength(2))
  expect(slack.socketMode.connected).toBe(true)
})

test('Slack may refuse to be connected to, and to say hello, for as long as it likes', async () => {
  const refusing = await scene(echo, { refusals: 5 })
  expect(refusing.socketMode.connected).toBe(false)
  await until(() => expect(open(refusing)).toHaveLength(2))
  expect(logged.filter((line) => line.includes('"level":"error"')).join()).toContain(
    'refuses the app-level token',
  )
  const silent = await scene(echo, { hello: false })
  await until(() => expect(silent.peers).toHaveLength(2))
  expect(silent.socketMode.connected).toBe(false)
})

test.each([
  ['no JSON', 'not json'],
  ['null', 'null'],
  ['an unknown type', { type: 'surprise' }],
  ['an event rate limit', { envelope_id: 'x', type: 'events_api', payload: { type: 'app_rate_limited' } }],
  ['a rate limit of its own type', { envelope_id: 'x', type: 'app_rate_limited', payload: {} }],
  ['an envelope without a payload', { envelope_id: 'x', type: 'events_api' }],
  ['a null payload', { envelope_id: 'x', type: 'interactive', payload: null }],
])('%s in a frame ends nothing', async (_, frame) => {
  const slack = await scene(echo)
  await until(() => expect(slack.peers).toHaveLength(2))
  send(slack.peers[0], frame)
  send(slack.peers[0], envelope('after'))
  await until(() => expect(slack.acks.map((ack) => ack.envelope_id)).toContain('after'))
  expect(open(slack)).toHaveLength(2)
})

test('that Slack holds back events is said', async () => {
  const slack = await scene(echo)
  await until(() => expect(slack.peers).toHaveLength(2))
  send(slack.peers[0], { envelope_id: 'x', type: 'events_api', payload: { type: 'app_rate_limited' } })
  await until(() => expect(logged.join()).toContain('Slack holds back events'))
})

test('what could not be handled is not acknowledged, so that it comes again', async () => {
  let failures = 1
  const slack = await scene(async (delivery, retry) => {
    if (failures-- > 0) throw new Error('the database is away')
    return { text: `${String(delivery['text'])} ${retry?.num}` }
  })
  await until(() => expect(slack.peers).toHaveLength(2))
  send(slack.peers[0], envelope('first'))
  await until(() => expect(failures).toBe(0))
  send(slack.peers[1], { ...envelope('second'), retry_attempt: 1, retry_reason: 'timeout' })
  await until(() => expect(slack.acks).toHaveLength(1))
  expect(slack.acks).toEqual([{ envelope_id: 'second', payload: { text: 'list 1' } }])
})

test('stopping answers what is under way, and leaves what comes after it', async () => {
  const { promise: done, resolve: finish } = Promise.withResolvers<void>()
  const slack = await scene(async () => {
    await done
    return undefined
  })
  await until(() => expect(slack.peers).toHaveLength(2))
  send(slack.peers[0], envelope('under way'))
  await until(() => expect(slack.inFlight.size).toBe(1))
  const stopped = slack.socketMode[Symbol.asyncDispose]()
  send(slack.peers[1], envelope('too late'))
  finish()
  await stopped
  await until(() => expect(open(slack)).toHaveLength(0))
  expect(slack.acks).toEqual([{ envelope_id: 'under way' }])
})
