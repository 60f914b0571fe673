/** What the reconciler makes of edits, refusals, limits and people's hands. */
import { afterAll, beforeEach, expect, test } from 'vitest'
import { dropDouble } from '#projection/drop-double.ts'
import { reconcile } from '#projection/reconcile.ts'
import type { MessageSlot, Slot } from '#projection/slot.ts'
import { bySlackMessage, clearRefusals, markDeleted, roomOwner, statesOf } from '#projection/slot-store.ts'
import { testDatabase } from './database.ts'
import { refused, TinySlack } from './reconcile-slack.ts'

const database = await testDatabase()
const { db } = database
afterAll(() => database[Symbol.asyncDispose]())

let now: Date
let slack: TinySlack
let owner: string
let count = 0
const clock = { now: () => now }
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000)
const say = (text: string) => ({ text, blocks: [] })
const run = (...slots: Slot[]) => reconcile(owner, slots, { db, slack, clock })
const incidents = { id: 'CINC' }

function message(name: string, text = name, change: Partial<MessageSlot> = {}): MessageSlot {
  return { kind: 'message', name, urgency: 2, channel: incidents, message: say(text), ...change }
}

function room(channelName = 'incident-1'): Slot {
  return { kind: 'room', name: 'room', urgency: 1, channelName, private: false }
}

function texts(channel = 'CINC'): string[] | undefined {
  return slack.channels.get(channel)?.messages.map((m) => m.text)
}

beforeEach(() => {
  now = new Date('2026-02-14T15:00:00Z')
  owner = `test:${++count}`
  slack = new TinySlack(clock.now)
  slack.addChannel('incidents', incidents)
})

test('a changed message is edited in place, an unchanged one costs no call', async () => {
  await run(message('announce', 'one'))
  await run(message('announce', 'two'))
  await run(message('announce', 'two'))
  expect(texts()).toEqual(['two'])
  expect(slack.methods()).toEqual(['chat.postMessage', 'chat.update'])
})

test('while an edit is out the content changes again: one edit at a time, the latest wins', async () => {
  await run(message('announce', 'zero'))
  let wanted = 'one'
  let out = 0
  let most = 0
  slack.fault = (method, _args, execute) => {
    if (method !== 'chat.update') return undefined
    most = Math.max(most, ++out)
    wanted = 'three'
    const outcome = execute()
    out--
    return outcome
  }
  await reconcile(owner, () => [message('announce', wanted)], { db, slack, clock })
  expect([texts(), most, slack.methods()]).toEqual([
    ['three'],
    1,
    ['chat.postMessage', 'chat.update', 'chat.update'],
  ])
})

test('an edit nobody answered, then the old content again: what may stand there is overwritten', async () => {
  await run(message('announce', 'A'))
  slack.fault = (_method, _args, execute) => {
    execute()
    return { kind: 'unknown', why: 'lost' }
  }
  await run(message('announce', 'B'))
  slack.fault = () => undefined
  expect(await run(message('announce', 'A'))).toMatchObject({ next: later(3) })
  now = later(3)
  await run(message('announce', 'A'))
  expect(texts()).toEqual(['A'])
})

test('posts of a lane leave in order although the first is told to come later; a page passes', async () => {
  slack.fault = (method, args) =>
    method === 'chat.postMessage' && args['text'] === 'first' ? { kind: 'later', at: later(2) } : undefined
  const slots = [message('first'), message('second'), message('page', 'page', { urgency: 0 })]
  expect(await run(...slots)).toMatchObject({ next: later(2) })
  expect(texts()).toEqual(['page'])
  slack.fault = () => undefined
  now = later(2)
  await run(...slots)
  expect(texts()).toEqual(['page', 'first', 'second'])
})

test('a refused post holds nobody, is not repeated, and is tried again once its content changes', async () => {
  slack.fault = (_method, args) => (args['text'] === 'bad' ? refused('invalid_blocks') : undefined)
  expect(await run(message('first', 'bad'), message('second'))).toEqual({ next: null, changed: true })
  await run(message('first', 'bad'), message('second'))
  expect([texts(), slack.calls.length]).toEqual([['second'], 2])
  expect((await statesOf(db, owner)).get('first')).toMatchObject({ refused: 'invalid_blocks', done: false })
  await run(message('first', 'good'), message('second'))
  expect(texts()).toEqual(['second', 'good'])
})

test('repair tries again what was refused', async () => {
  slack.fault = () => refused('not_in_channel')
  await run(message('announce'))
  slack.fault = () => undefined
  await run(message('announce'))
  expect(texts()).toEqual([])
  await clearRefusals(db, owner)
  await run(message('announce'))
  expect(texts()).toEqual(['announce'])
})

test.each([
  { returns: 0, seen: [1, 0, 0], repaired: 0 },
  { returns: 1, seen: [1, 1, 0], repaired: 1 },
])('a message that may return $returns times, deleted by people', async ({ returns, seen, repaired }) => {
  const slot = message('card', 'card', { returns })
  const there: number[] = []
  for (let round = 0; round < 3; round++) {
    await run(slot)
    const shown = slack.channels.get('CINC')!.messages
    there.push(shown.length)
    const ts = shown[0]?.ts
    if (!ts) continue
    shown.pop()
    expect(await bySlackMessage(db, 'CINC', ts)).toEqual({ owner, name: 'card' })
    expect(await markDeleted(db, 'CINC', ts)).toEqual({ owner, name: 'card' })
    expect(await markDeleted(db, 'CINC', ts)).toBeNull()
  }
  expect(there).toEqual(seen)
  await clearRefusals(db, owner)
  await run(slot)
  expect(texts()).toHaveLength(repaired)
})

test('a deletion that was never heard of is noticed by the edit', async () => {
  await run(message('card', 'one', { returns: 1 }), message('announce', 'one'))
  slack.channels.get('CINC')!.messages.length = 0
  const result = await run(message('card', 'two', { returns: 1 }), message('announce', 'two'))
  expect([texts(), result.changed]).toEqual([['two'], true])
})

test('one look serves all messages of a channel, and finds a person by opening their direct message', async () => {
  slack.fault = (_method, _args, execute) => {
    execute()
    return { kind: 'unknown', why: 'lost' }
  }
  const page = message('page', 'page', { urgency: 0, channel: { person: 'U1' } })
  const slots = [message('a', 'a', { urgency: 0 }), message('b'), page]
  await run(...slots)
  slack.fault = () => undefined
  now = later(3)
  slack.calls.length = 0
  await run(...slots)
  expect(slack.methods().toSorted()).toEqual([
    'conversations.history',
    'conversations.history',
    'conversations.open',
  ])
  expect([texts()?.toSorted(), texts('DU1')]).toEqual([['a', 'b'], ['page']])
})

test('of two messages with one slot key the look deletes the younger', async () => {
  slack.fault = (_method, _args, execute) => {
    execute()
    execute()
    return { kind: 'unknown', why: 'lost' }
  }
  await run(message('announce'))
  const older = slack.channels.get('CINC')!.messages[0]!.ts
  slack.fault = () => undefined
  now = later(3)
  await run(message('announce'))
  expect(slack.channels.get('CINC')!.messages.map((m) => m.ts)).toEqual([older])
  expect((await statesOf(db, owner)).get('announce')?.ts).toBe(older)
})

test('a double that turns up afterwards is deleted on its own echo, the recorded one never', async () => {
  await run(message('announce'))
  const { messages } = slack.channels.get('CINC')!
  const [first] = messages
  messages.push({ ...first!, ts: '9999999999.000001' })
  const deps = { db, slack }
  expect(await dropDouble(deps, { channel: 'CINC', ...first!, metadata: first!.metadata })).toBe(false)
  expect(await dropDouble(deps, { channel: 'CINC', ...messages[1]!, metadata: first!.metadata })).toBe(true)
  expect(messages).toEqual([first])
})

test('without the right to look a lost message is posted again: twice is better than never', async () => {
  slack.fault = () => ({ kind: 'unknown', why: 'time-out' })
  await run(message('page'))
  now = later(3)
  slack.fault = (method) => (method === 'conversations.history' ? refused('missing_scope') : undefined)
  await run(message('page'))
  expect(texts()).toEqual(['page'])
})

test('a foreign channel of that name: the room gets a suffix, however long its name', async () => {
  const long = 'x'.repeat(80)
  for (const name of ['incident-1', long]) slack.addChannel(name, { members: new Set(), creator: 'UOTHER' })
  slack.addChannel('incident-1-2', { archived: true })
  await run(room())
  expect(slack.named('incident-1-3')?.id).toBe((await statesOf(db, owner)).get('room')?.channel)
  owner = `test:${++count}`
  await run(room(long))
  expect((await statesOf(db, owner)).get('room')?.detail.channelName).toBe(`${'x'.repeat(78)}-2`)
})

test('after a lost answer only a room of ours, of that time, that no slot has, is taken', async () => {
  slack.addChannel('incident-1', { created: now.getTime() / 1000 - 600 })
  slack.fault = (method, _args, execute) =>
    method === 'conversations.create' && execute().kind === 'ok'
      ? { kind: 'unknown', why: 'lost' }
      : undefined
  await run(room())
  slack.fault = () => undefined
  now = later(3)
  expect(await run(room('incident-1-renamed'))).toEqual({ next: null, changed: true })
  const channel = slack.named('incident-1-2')!
  expect(await roomOwner(db, channel.id)).toEqual({ owner, name: 'room' })
  expect(slack.channels.size).toBe(3)
})

test("the policy's channel is created, or found and joined, and then known to other owners", async () => {
  const elsewhere = slack.addChannel('tech', { creator: 'UOTHER', members: new Set() })
  const post = message('tech', 'hello', { channel: { owner, slot: 'channel' } })
  const other = `${owner}-other`
  expect(await reconcile(other, [post], { db, slack, clock })).toEqual({ next: null, changed: false })
  const channel: Slot = {
    kind: 'room',
    name: 'channel',
    urgency: 2,
    channelName: 'tech',
    private: false,
    adopt: true,
  }
  expect(await run(channel)).toEqual({ next: null, changed: true })
  expect(elsewhere.members).toContain('UBOT')
  await reconcile(other, [post], { db, slack, clock })
  expect(texts(elsewhere.id)).toEqual(['hello'])
})

const members = (...users: string[]): Slot => ({
  kind: 'members',
  name: 'members',
  urgency: 1,
  channel: incidents,
  invitations: users.map((user) => ({ user, reason: 'geoc' })),
})

test.each(['knows force', 'does not', 'answers one error for all'])(
  'one who cannot be invited does not keep the others out, on a Slack that %s',
  async (how) => {
    slack.uninvitable.set('UGUEST', 'user_is_restricted')
    slack.fault = (method, args, execute) => {
      const users = String(args['users']).split(',')
      if (method !== 'conversations.invite' || how === 'knows force' || users.length === 1) return undefined
      return how === 'does not' && users.includes('UGUEST')
        ? { kind: 'refused', error: 'x', body: { errors: [{ user: 'UGUEST', error: 'user_is_restricted' }] } }
        : how === 'does not'
          ? execute()
          : refused('user_is_restricted')
    }
    await run(members('U1', 'UGUEST', 'U2'))
    expect([...slack.channels.get('CINC')!.members]).toEqual(['UBOT', 'U1', 'U2'])
    const { detail, done } = (await statesOf(db, owner)).get('members')!
    expect([detail.uninvited, done]).toEqual([{ UGUEST: 'user_is_restricted' }, true])
    const before = slack.calls.length
    await run(members('U1', 'UGUEST', 'U2'))
    expect(slack.calls).toHaveLength(before)
  },
)

test('each invitation is made once: who left comes back only for a new reason, repair invites the refused', async () => {
  slack.uninvitable.set('U2', 'cant_invite')
  await run(members('U1', 'U2'))
  const { members: inside } = slack.channels.get('CINC')!
  inside.delete('U1')
  await run(members('U1', 'U2'))
  expect(inside).not.toContain('U1')
  slack.uninvitable.clear()
  await clearRefusals(db, owner)
  await run(members('U1', 'U2'))
  expect([...inside]).toEqual(['UBOT', 'U2'])
  expect((await statesOf(db, owner)).get('members')?.detail.uninvited).toEqual({})
})

test('a whisper waits for the invitation, and is said at most once even when nobody answered', async () => {
  const brief: Slot = {
    kind: 'whisper',
    name: 'brief',
    urgency: 0,
    channel: incidents,
    user: 'U1',
    message: say('hi'),
  }
  slack.fault = (method, _args, execute) => {
    if (method !== 'chat.postEphemeral') return undefined
    execute()
    return { kind: 'unknown', why: 'lost' }
  }
  await run(brief, members('U1'))
  now = later(10)
  await run(brief, members('U1'))
  expect(slack.whispers).toEqual(['U1: hi'])
})

test('a whisper told to come later is said later', async () => {
  slack.channels.get('CINC')!.members.add('U1')
  const brief: Slot = {
    kind: 'whisper',
    name: 'brief',
    urgency: 2,
    channel: incidents,
    user: 'U1',
    message: say('hi'),
  }
  slack.fault = () => ({ kind: 'later', at: later(5) })
  expect(await run(brief)).toMatchObject({ next: later(5) })
  slack.fault = () => undefined
  now = later(5)
  await run(brief)
  expect(slack.whispers).toEqual(['U1: hi'])
})

test("the tech channel's topic is written only over our own", async () => {
  const topic = (text: string): Slot => ({
    kind: 'topic',
    name: 'topic',
    urgency: 3,
    channel: incidents,
    text,
    onlyOverOurs: true,
  })
  const channel = slack.channels.get('CINC')!
  await run(topic('one'))
  await run(topic('two'))
  expect(channel.topic.value).toBe('two')
  channel.topic = { value: 'ours now', creator: 'U1' }
  await run(topic('three'))
  expect(channel.topic.value).toBe('ours now')
})

test('a pin waits for its message and follows it when that returns; an unpin by people stays', async () => {
  const card = message('card', 'one', { pinned: true, returns: 1 })
  await run(card)
  const channel = slack.channels.get('CINC')!
  channel.pins.clear()
  await run({ ...card, message: say('two') })
  expect(channel.pins.size).toBe(0)
  await markDeleted(db, 'CINC', channel.messages.pop()!.ts)
  await run(card)
  expect([...channel.pins]).toEqual([channel.messages[0]!.ts])
})

test('archiving comes after everything else in that channel', async () => {
  slack.fault = (method) => (method === 'chat.postMessage' ? { kind: 'later', at: later(1) } : undefined)
  const slots: Slot[] = [{ kind: 'archive', name: 'archive', urgency: 3, channel: incidents }, message('bye')]
  await run(...slots)
  slack.fault = () => undefined
  now = later(1)
  await run(...slots)
  expect([texts(), slack.channels.get('CINC')!.archived]).toEqual([['bye'], true])
})

test('a refused room makes the projection choose differently within the same run', async () => {
  slack.fault = (method) => (method === 'conversations.create' ? refused('restricted_action') : undefined)
  await reconcile(
    owner,
    (states) => [
      room(),
      message('card', 'card', { channel: states.get('room')?.refused ? incidents : { slot: 'room' } }),
    ],
    { db, slack, clock },
  )
  expect(texts()).toEqual(['card'])
})

test('once another process may have the key nothing more is sent', async () => {
  let held = true
  slack.fault = (_method, _args, execute) => {
    held = false
    return execute()
  }
  const deps = { db, slack, clock, stillHeld: () => held }
  await expect(
    reconcile(owner, [room(), message('card', 'card', { channel: { slot: 'room' } })], deps),
  ).rejects.toThrow()
  expect(slack.methods()).toEqual(['conversations.create'])
})

test('the run is under way once its first calls have left', async () => {
  let seen: string[] = []
  const underWay = () => (seen = [...new Set([...seen, ...slack.methods()])])
  slack.fault = (_method, _args, execute) => {
    expect(seen).toContain('chat.postMessage')
    return execute()
  }
  await reconcile(owner, [message('page')], { db, slack, clock, underWay })
})
