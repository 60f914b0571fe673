/** Two replicas on one PostgreSQL each receive a click at the same instant, and one person gets the role. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, inject, test } from 'vitest'
import { startApp } from '#app/app.ts'
import { createLog } from '#log.ts'
import { policySchema } from '#policy/policy.ts'
import { freely } from './samples/unlimited.ts'
import { botConfig } from '../play/bot-config.ts'
import { openStage } from '../play/stage.ts'
import { testDatabase } from './database.ts'

const [clara, devon] = ['U03CLARA', 'U04DEVON']
const rounds = 8
const policy = policySchema.parse({
  limits: freely,
  people: { geoc: [clara, devon] },
  ladders: { geoc: [{ page: [clara, devon], wait: '5m' }] },
  severities: { default: 'P3' },
})

test.skipIf(inject('postgres') === undefined)(
  'two people acknowledge at once on two replicas: one has it, the other is told who',
  async () => {
    await using database = await testDatabase('postgres')
    const url = database.url ?? ''
    await using stage = await openStage({ policy, database: { url } })
    await using second = await startApp({
      config: botConfig(stage.slack.apiUrl, { url }),
      policy,
      clock: stage.clock,
      log: createLog('silent'),
      pollMs: 50,
    })
    const replicas = [stage.app?.port ?? 0, second.port]
    await using slack = await splitting(replicas)
    await stage.slack.connectTo(`http://127.0.0.1:${slack.port}/slack/events`)
    const people = [stage.as('clara'), stage.as('devon')]
    for (let n = 1; n <= rounds; n += 1) {
      await stage.as('amina').types(`/incident declare The shop is slow, ${n}`, { in: '#general' })
      await second.settle()
      // Slack's limit on posts a minute is not the subject here.
      await stage.advance(61_000)
      await second.settle()
      // Holds each click until the other arrives, then sends both; the first goes to a different replica each time.
      slack.hold(2)
      await Promise.all(people.map((one) => one.clicks('Acknowledge', { in: 'Muster', on: `#${n} ` })))
      const { acknowledgedBy, roles } = (await stage.app?.incidents.load(n)) ?? {}
      expect(acknowledgedBy).toBe(roles?.geoc)
      const [winner, loser] = acknowledgedBy === clara ? people : people.toReversed()
      expect(winner?.person.id).toBe(acknowledgedBy)
      expect(loser?.seeing(`@${winner?.person.displayName} already has #${n}.`)).toHaveLength(1)
      expect(winner?.seeing(`already has #${n}.`)).toEqual([])
      const events = (await stage.app?.incidents.events(n)) ?? []
      expect(events.filter((event) => event.type === 'acknowledged')).toHaveLength(1)
      expect(events.filter((event) => event.type === 'page answered')).toMatchObject([
        { user: acknowledgedBy },
      ])
    }
    expect(slack.taken).toEqual([rounds, rounds])
  },
  120_000,
)

/** Slack's deliveries go to the first replica, but clicks that were held go to one each. */
async function splitting(ports: number[]) {
  let waited = 0
  let turn = 0
  const held: (() => void)[] = []
  const taken = ports.map(() => 0)
  const server = createServer((request, response) => void relay(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  async function relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray())
    let port = ports[0]
    if (waited > 0 && body.includes('block_actions')) {
      const replica = (turn += 1) % ports.length
      port = ports[replica]
      taken[replica] = (taken[replica] ?? 0) + 1
      await new Promise<void>((release) => {
        held.push(release)
        if (held.length === waited) for (const one of held.splice(0)) one()
      })
      waited = held.length
    }
    const headers = Object.entries(request.headers).filter(([name]) => /^(content-type|x-slack-)/.test(name))
    const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, {
      method: request.method ?? 'POST',
      headers: headers.map(([name, value]): [string, string] => [name, String(value)]),
      body,
    })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
    response.end(await answer.text())
  }

  return {
    port: (server.address() as AddressInfo).port,
    taken,
    /** Sends this many of the next clicks together, beginning with the other replica. */
    hold(count: number) {
      waited = count
      turn += 1
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
