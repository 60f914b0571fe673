/** A room's canvas, which Slack makes once: ours is found again, and other people's is left alone. */
import { afterAll, expect, test } from 'vitest'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { CanvasSlot, Slot } from '#reconcile/slot.ts'
import { createGateway } from '#slack/wire/gateway.ts'
import type { NewFault } from '../sandbox/surface.ts'
import { BOT_TOKEN, startTestSlack } from '../sandbox/test-slack.ts'
import { testDatabase } from './database.ts'

const database = await testDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const method = 'conversations.canvases.create'
const room: Slot = { kind: 'room', name: 'room', urgency: 1, channelName: 'incident-1', private: false }
const canvas = (markdown: string): CanvasSlot => ({
  kind: 'canvas',
  name: 'canvas',
  urgency: 3,
  channel: { slot: 'room' },
  title: 'Post-mortem',
  markdown,
})

async function open() {
  await database.db.deleteFrom('slot').execute()
  const slack = await startTestSlack()
  const { clock, surface } = slack
  const log = { warn() {}, error() {} }
  const gateway = createGateway({ token: BOT_TOKEN, apiUrl: slack.apiUrl, clock, log })
  await gateway.identify()
  const look = (slots: Slot[]) => reconcile('incident:1', slots, { db: database.db, slack: gateway, clock })
  await look([room])
  const id = surface.channels('U01AMINA').find(({ name }) => name === 'incident-1')?.id ?? ''
  return {
    slack,
    gateway,
    look,
    id,
    shown: () => surface.screen('U01AMINA', { channel: id }).channel?.canvas?.markdown,
    [Symbol.asyncDispose]: () => slack[Symbol.asyncDispose](),
  }
}

const lost: NewFault = { kind: 'response_lost', method, times: 1 }

test.each<[string, NewFault[]]>([
  ['is found again', [lost]],
  ['is found again after waiting', [lost, { kind: 'rate_limited', retryAfter: 5, method: '*', times: 3 }]],
  ['is written anew', [lost, { kind: 'response_lost', method: 'canvases.edit', times: 1 }]],
])('a canvas whose making went unanswered %s', async (_, faults) => {
  await using place = await open()
  const { slack, look, shown } = place
  for (const fault of faults) slack.faults.add(fault)
  let end = await look([room, canvas('# First')])
  for (let run = 0; run < 8 && end.next; run++) {
    slack.clock.advance(end.next.getTime() - slack.clock.now().getTime())
    end = await look([room, canvas('# Second')])
  }
  expect(end.next).toBeNull()
  expect(shown()).toBe('# Second')
})

test('a canvas that people made is left as it is', async () => {
  await using place = await open()
  const { gateway, look, id, shown } = place
  const document_content = { type: 'markdown', markdown: '# Theirs' }
  await gateway.call(method, { channel_id: id, title: 'Notes', document_content }, 3)
  await look([room, canvas('# Ours')])
  expect(shown()).toBe('# Theirs')
})
