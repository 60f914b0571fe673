/** The reconciler through the gateway, against the local Slack: its real shapes, and answers that get lost. */
import { afterAll, expect, test } from 'vitest'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { Slot } from '#reconcile/slot.ts'
import { createGateway } from '#slack/wire/gateway.ts'
import { startTestSlack, BOT_TOKEN } from '../sandbox/test-slack.ts'
import type { NewFault } from '../sandbox/surface.ts'
import { testDatabase } from './database.ts'

const database = await testDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const room = { slot: 'room' }
const policy = (slot: string) => ({ owner: 'policy', slot })
const say = (text: string) => ({
  text,
  blocks: [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text } }],
})
const channels: Slot[] = [
  {
    kind: 'room',
    name: 'incidents',
    urgency: 2,
    channelName: 'sandbox-incidents',
    private: false,
    adopt: true,
  },
]
const wanted: Slot[] = [
  { kind: 'message', name: 'page', urgency: 0, channel: { person: 'U03CLARA' }, message: say('Paging you') },
  { kind: 'room', name: 'room', urgency: 1, channelName: 'incident-1-checkout', private: false },
  { kind: 'message', name: 'card', urgency: 1, channel: room, message: say('Card'), pinned: true },
  {
    kind: 'members',
    name: 'members',
    urgency: 1,
    channel: room,
    invitations: ['U01AMINA', 'U03CLARA', 'U12OLGA'].map((user) => ({ user, reason: 'declared' })),
  },
  { kind: 'whisper', name: 'brief', urgency: 2, channel: room, user: 'U01AMINA', message: say('Brief') },
  { kind: 'message', name: 'announce', urgency: 2, channel: policy('incidents'), message: say('Announced') },
  {
    kind: 'message',
    name: 'update:1',
    urgency: 2,
    channel: policy('incidents'),
    thread: 'announce',
    broadcast: true,
    message: say('Update'),
  },
  { kind: 'topic', name: 'topic', urgency: 3, channel: room, text: 'P2 & declared' },
  { kind: 'purpose', name: 'purpose', urgency: 3, channel: room, text: 'Checkout <fails>' },
  {
    kind: 'bookmarks',
    name: 'bookmarks',
    urgency: 3,
    channel: room,
    links: [
      { title: 'Situation room', url: 'https://video.example/room' },
      { title: 'Runbooks', url: 'https://runbooks.example' },
    ],
  },
]

let stories = 0

async function play(faults: NewFault[], advances: number) {
  await using slack = await startTestSlack()
  const { clock } = slack
  const { db } = database
  await db.deleteFrom('slot').execute()
  const log = { warn() {}, error() {} }
  const gateway = createGateway({ token: BOT_TOKEN, apiUrl: slack.apiUrl, clock, log })
  await gateway.identify()
  const deps = { db, slack: gateway, clock }
  await reconcile('policy', channels, deps)
  for (const fault of faults) slack.faults.add(fault)
  const owner = `incident:${++stories}`
  let end = await reconcile(owner, wanted, deps)
  for (let run = 0; run < advances && end.next; run++) {
    clock.advance(end.next.getTime() - clock.now().getTime())
    end = await reconcile(owner, wanted, deps)
  }
  expect(end.next).toBeNull()
  await reconcile(owner, [...wanted, { kind: 'archive', name: 'archive', urgency: 3, channel: room }], deps)

  const { surface } = slack
  const seen = surface.channels('U01AMINA')
  const place = seen.find((channel) => channel.name === 'incident-1-checkout')!
  const announced = surface.screen('U01AMINA', {}).channels.find((c) => c.name === 'sandbox-incidents')!
  const lines = surface.messages('U01AMINA', place.id)
  const top = surface.messages('U01AMINA', announced.id).filter((m) => !m.isSystemLine)
  const dm = surface.channels('U03CLARA').find((c) => c.isIm)!
  return {
    rooms: seen.filter((c) => c.name.startsWith('incident-1')).length,
    archived: place.isArchived,
    members: place.memberCount,
    topic: place.topic,
    bookmarks: place.bookmarks.map((bookmark) => bookmark.title),
    said: lines.filter((m) => !m.isSystemLine && !m.ephemeral).map((m) => [m.text, m.pinnedBy !== undefined]),
    topicLines: lines.filter((m) => m.subtype === 'channel_topic').length,
    briefs: surface.ephemerals('U01AMINA').map((m) => m.text),
    announced: top.map((m) => m.text),
    updates: surface.messages('U01AMINA', announced.id, top[0]!.ts).map((m) => m.text),
    paged: surface.messages('U03CLARA', dm.id).map((m) => m.text),
  }
}

const perfect = {
  rooms: 1,
  archived: true,
  members: 3,
  topic: 'P2 & declared',
  bookmarks: ['Situation room', 'Runbooks'],
  said: [['Card', true]],
  topicLines: 1,
  briefs: ['Brief'],
  announced: ['Announced', 'Update'],
  updates: ['Announced', 'Update'],
  paged: ['Paging you'],
}

test('everything in one run', async () => {
  expect(await play([], 0)).toEqual(perfect)
})

test.each([
  'chat.postMessage',
  'chat.postEphemeral',
  'conversations.create',
  'conversations.invite',
  'conversations.setTopic',
  'bookmarks.add',
  'pins.add',
  '*',
])('the answer to %s is lost', async (method) => {
  expect(await play([{ kind: 'response_lost', method, times: 2 }], 8)).toEqual(perfect)
})

test.each(['chat.postMessage', 'conversations.create', 'bookmarks.add', '*'])('429 to %s', async (method) => {
  expect(await play([{ kind: 'rate_limited', retryAfter: 5, method, times: 3 }], 8)).toEqual(perfect)
})
