/** Killed before, during or after any call, or left without an answer, it ends in the same state with nothing doubled. */
import { afterAll, expect, test } from 'vitest'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { CallOutcome } from '#slack-port.ts'
import type { Slot } from '#reconcile/slot.ts'
import { testDatabase } from './database.ts'
import { type Fault, TinySlack } from './reconcile-slack.ts'

const room = { slot: 'room' }
const say = (text: string) => ({ text, blocks: [] })

const wanted: Slot[] = [
  { kind: 'message', name: 'page', urgency: 0, channel: { person: 'UGEOC' }, message: say('Paging you') },
  { kind: 'room', name: 'room', urgency: 1, channelName: 'incident-1-checkout', private: false },
  { kind: 'message', name: 'card', urgency: 1, channel: room, message: say('Card'), pinned: true },
  {
    kind: 'members',
    name: 'members',
    urgency: 1,
    channel: room,
    invitations: [
      { user: 'UGEOC', reason: 'geoc' },
      { user: 'UREPORTER', reason: 'reporter' },
    ],
  },
  { kind: 'message', name: 'announce', urgency: 2, channel: { id: 'CINC' }, message: say('Announced') },
  {
    kind: 'message',
    name: 'reply',
    urgency: 2,
    channel: { id: 'CINC' },
    thread: 'announce',
    message: say('Reply'),
  },
  { kind: 'topic', name: 'topic', urgency: 3, channel: room, text: 'P2 & declared' },
  { kind: 'purpose', name: 'purpose', urgency: 3, channel: room, text: 'Checkout' },
  {
    kind: 'bookmarks',
    name: 'bookmarks',
    urgency: 3,
    channel: room,
    links: [
      { title: 'Situation room', url: 'https://video.example' },
      { title: 'Runbooks', url: 'https://runbooks.example' },
    ],
  },
]

class Killed extends Error {}

const database = await testDatabase()
afterAll(() => database[Symbol.asyncDispose]())

/** Runs with `fault`, then again with a working Slack until nothing is left to do. */
async function playWith(owner: string, fault: Fault) {
  let now = new Date('2026-02-14T15:00:00Z')
  const clock = { now: () => now }
  const slack = new TinySlack(clock.now)
  slack.addChannel('incidents', { id: 'CINC' })
  const { db } = database
  slack.fault = fault
  await reconcile(owner, wanted, { db, slack, clock }).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error
  })
  slack.fault = () => undefined
  for (let run = 0; run < 10; run++) {
    now = new Date(now.getTime() + 3_000)
    const { next } = await reconcile(owner, wanted, { db, slack, clock })
    if (next === null) break
  }
  return { slack, calls: slack.calls.length }
}

function endState({ slack }: { slack: TinySlack }) {
  const place = slack.named('incident-1-checkout')
  return {
    channels: [...slack.channels.values()].map((c) => c.name).sort(),
    room: place?.messages.map((m) => m.text),
    pins: place?.pins.size,
    members: [...(place?.members ?? [])].sort(),
    topic: place?.topic.value,
    bookmarks: place?.bookmarks.map((b) => b.title),
    announced: slack.channels.get('CINC')?.messages.map((m) => [m.text, m.thread_ts !== undefined]),
    paged: slack.channels.get('DUGEOC')?.messages.map((m) => m.text),
    systemLines: slack.systemLines.toSorted(),
  }
}

const perfect = {
  channels: ['dm-UGEOC', 'incident-1-checkout', 'incidents'],
  room: ['Card'],
  pins: 1,
  members: ['UBOT', 'UGEOC', 'UREPORTER'],
  topic: 'P2 & declared',
  bookmarks: ['Situation room', 'Runbooks'],
  announced: [
    ['Announced', false],
    ['Reply', true],
  ],
  paged: ['Paging you'],
  systemLines: ['purpose: Checkout', 'topic: P2 & declared'],
}

test('undisturbed, it takes one call for each thing', async () => {
  const { slack } = await playWith('calm:1', () => undefined)
  expect(endState({ slack })).toEqual(perfect)
  expect(slack.calls).toHaveLength(11)
  expect(slack.methods().slice(0, 3)).toEqual([
    'chat.postMessage',
    'conversations.create',
    'chat.postMessage',
  ])
})

const disturbances: Record<string, (execute: () => CallOutcome) => CallOutcome> = {
  'killed before the call': () => {
    throw new Killed()
  },
  'killed after its effect': (execute) => {
    execute()
    throw new Killed()
  },
  'left without the answer': (execute) => {
    execute()
    return { kind: 'unknown', why: 'response lost' }
  },
  'never carried out, unanswered': () => ({ kind: 'unknown', why: 'time-out' }),
  'told to come later': () => ({ kind: 'later', at: new Date('2026-02-14T15:00:02Z') }),
}

const cases = Object.keys(disturbances).flatMap((how) =>
  Array.from({ length: 11 }, (_, n) => ({ how, n: n + 1 })),
)

test.each(cases)('$how at call $n', async ({ how, n }) => {
  let count = 0
  let dead = false
  const played = await playWith(`${how}:${n}`, (_method, _args, execute) => {
    if (dead) throw new Killed()
    if (++count !== n) return undefined
    dead = how.startsWith('killed')
    return disturbances[how]!(execute)
  })
  expect(count).toBeGreaterThanOrEqual(n)
  expect(endState(played)).toEqual(perfect)
})

test.each([1, 2, 3, 4, 5, 6])(
  'killed right after the answer to call %d, before it is recorded',
  async (n) => {
    let landed = 0
    const played = await playWith(`recorded:${n}`, (_method, _args, execute) => {
      const outcome = execute()
      if (++landed >= n) throw new Killed()
      return outcome
    })
    expect(endState(played)).toEqual(perfect)
  },
)
