/** Messages: posted once, edited in place, in order; refusals, limits, and people who delete. */
import { expect, test } from 'vitest'
import { savePeople } from '#people/person-store.ts'
import { dropDouble } from '#reconcile/drop-double.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import { bySlackMessage, clearRefusals, markDeleted, rowsOf, statesOf } from '#reconcile/slot-store.ts'
import { message, room, say, scene } from './reconcile-scene.ts'
import { refused } from './reconcile-slack.ts'

test('a changed message is edited in place, an unchanged one costs no call', async () => {
  await scene.run(message('announce', 'one'))
  await scene.run(message('announce', 'two'))
  await scene.run(message('announce', 'two'))
  expect(scene.texts()).toEqual(['two'])
  expect(scene.slack.methods()).toEqual(['chat.postMessage', 'chat.update'])
})

test('while an edit is out the content changes again: one edit at a time, the latest wins', async () => {
  await scene.run(message('announce', 'zero'))
  let wanted = 'one'
  let out = 0
  let most = 0
  scene.slack.fault = (method, _args, execute) => {
    if (method !== 'chat.update') return undefined
    most = Math.max(most, ++out)
    wanted = 'three'
    const outcome = execute()
    out--
    return outcome
  }
  await reconcile(scene.owner, async () => () => [message('announce', wanted)], scene.deps())
  expect([scene.texts(), most, scene.slack.methods()]).toEqual([
    ['three'],
    1,
    ['chat.postMessage', 'chat.update', 'chat.update'],
  ])
})

test('an edit nobody answered, then the old content again: what may stand there is overwritten', async () => {
  await scene.run(message('announce', 'A'))
  scene.slack.fault = (_method, _args, execute) => {
    execute()
    return { kind: 'unknown', why: 'lost' }
  }
  await scene.run(message('announce', 'B'))
  scene.slack.fault = () => undefined
  expect(await scene.run(message('announce', 'A'))).toMatchObject({ next: scene.later(3) })
  scene.now = scene.later(3)
  await scene.run(message('announce', 'A'))
  expect(scene.texts()).toEqual(['A'])
})

test('posts of a lane leave in order although the first is told to come later; a page passes', async () => {
  scene.slack.fault = (method, args) =>
    method === 'chat.postMessage' && args['text'] === 'first'
      ? { kind: 'later', at: scene.later(2) }
      : undefined
  const slots = [message('first'), message('second'), message('page', 'page', { urgency: 0 })]
  expect(await scene.run(...slots)).toMatchObject({ next: scene.later(2) })
  expect(scene.texts()).toEqual(['page'])
  scene.slack.fault = () => undefined
  scene.now = scene.later(2)
  await scene.run(...slots)
  expect(scene.texts()).toEqual(['page', 'first', 'second'])
})

test('a refused post holds nobody, is not repeated, and is tried again once its content changes', async () => {
  scene.slack.fault = (_method, args) => (args['text'] === 'bad' ? refused('invalid_blocks') : undefined)
  expect(await scene.run(message('first', 'bad'), message('second'))).toMatchObject({
    next: null,
    changed: true,
  })
  await scene.run(message('first', 'bad'), message('second'))
  expect([scene.texts(), scene.slack.calls.length]).toEqual([['second'], 2])
  expect((await statesOf(scene.db, scene.owner)).get('first')).toMatchObject({
    refused: 'invalid_blocks',
    done: false,
  })
  await scene.run(message('first', 'good'), message('second'))
  expect(scene.texts()).toEqual(['second', 'good'])
})

test('repair tries again what was refused', async () => {
  scene.slack.fault = () => refused('not_in_channel')
  await scene.run(message('announce'))
  scene.slack.fault = () => undefined
  await scene.run(message('announce'))
  expect(scene.texts()).toEqual([])
  await clearRefusals(scene.db, scene.owner)
  await scene.run(message('announce'))
  expect(scene.texts()).toEqual(['announce'])
})

test.each([
  { returns: 0, seen: [1, 0, 0], repaired: 0 },
  { returns: 1, seen: [1, 1, 0], repaired: 1 },
])('a message that may return $returns times, deleted by people', async ({ returns, seen, repaired }) => {
  const slot = message('card', 'card', { returns })
  const there: number[] = []
  for (let round = 0; round < 3; round++) {
    await scene.run(slot)
    const shown = scene.slack.channels.get('CINC')!.messages
    there.push(shown.length)
    const ts = shown[0]?.ts
    if (!ts) continue
    shown.pop()
    expect(await bySlackMessage(scene.db, 'CINC', ts)).toEqual({ owner: scene.owner, name: 'card' })
    expect(await markDeleted(scene.db, 'CINC', ts)).toEqual({ owner: scene.owner, name: 'card' })
    expect(await markDeleted(scene.db, 'CINC', ts)).toBeNull()
  }
  expect(there).toEqual(seen)
  await clearRefusals(scene.db, scene.owner)
  await scene.run(slot)
  expect(scene.texts()).toHaveLength(repaired)
})

test('a deletion that was never heard of is noticed by the edit', async () => {
  await scene.run(message('card', 'one', { returns: 1 }), message('announce', 'one'))
  scene.slack.channels.get('CINC')!.messages.length = 0
  const result = await scene.run(message('card', 'two', { returns: 1 }), message('announce', 'two'))
  expect([scene.texts(), result.changed]).toEqual([['two'], true])
})

test('one look serves all messages of a channel, and finds a person by opening their direct message', async () => {
  scene.slack.fault = (_method, _args, execute) => {
    execute()
    return { kind: 'unknown', why: 'lost' }
  }
  const page = message('page', 'page', { urgency: 0, channel: { person: 'U1' } })
  const slots = [message('a', 'a', { urgency: 0 }), message('b'), page]
  await scene.run(...slots)
  scene.slack.fault = () => undefined
  scene.now = scene.later(3)
  scene.slack.calls.length = 0
  await scene.run(...slots)
  expect(scene.slack.methods().toSorted()).toEqual([
    'conversations.history',
    'conversations.history',
    'conversations.open',
  ])
  expect([scene.texts()?.toSorted(), scene.texts('DU1')]).toEqual([['a', 'b'], ['page']])
})

test('of two messages with one slot key the look deletes the younger', async () => {
  scene.slack.fault = (_method, _args, execute) => {
    execute()
    execute()
    return { kind: 'unknown', why: 'lost' }
  }
  await scene.run(message('announce'))
  const older = scene.slack.channels.get('CINC')!.messages[0]!.ts
  scene.slack.fault = () => undefined
  scene.now = scene.later(3)
  await scene.run(message('announce'))
  expect(scene.slack.channels.get('CINC')!.messages.map((m) => m.ts)).toEqual([older])
  expect((await statesOf(scene.db, scene.owner)).get('announce')?.ts).toBe(older)
})

test('a double that turns up afterwards is deleted on its own echo, the recorded one never', async () => {
  await scene.run(message('announce'))
  const { messages } = scene.slack.channels.get('CINC')!
  const [first] = messages
  messages.push({ ...first!, ts: '9999999999.000001' })
  const deps = scene.deps()
  expect(await dropDouble(deps, { channel: 'CINC', ...first!, metadata: first!.metadata })).toBe(false)
  expect(await dropDouble(deps, { channel: 'CINC', ...messages[1]!, metadata: first!.metadata })).toBe(true)
  expect(messages).toEqual([first])
})

test('without the right to look a lost message is posted again: twice is better than never', async () => {
  scene.slack.fault = () => ({ kind: 'unknown', why: 'time-out' })
  await scene.run(message('page'))
  scene.now = scene.later(3)
  scene.slack.fault = (method) => (method === 'conversations.history' ? refused('missing_scope') : undefined)
  await scene.run(message('page'))
  expect(scene.texts()).toEqual(['page'])
})

test('a pin waits for its message and follows it when that returns; an unpin by people stays', async () => {
  const card = message('card', 'one', { pinned: true, returns: 1 })
  await scene.run(card)
  const channel = scene.slack.channels.get('CINC')!
  channel.pins.clear()
  await scene.run({ ...card, message: say('two') })
  expect(channel.pins.size).toBe(0)
  await markDeleted(scene.db, 'CINC', channel.messages.pop()!.ts)
  await scene.run(card)
  expect([...channel.pins]).toEqual([channel.messages[0]!.ts])
})

test('once another process may have the key nothing more is sent', async () => {
  let held = true
  scene.slack.fault = (_method, _args, execute) => {
    held = false
    return execute()
  }
  const deps = { ...scene.deps(), stillHeld: () => held }
  await expect(
    reconcile(scene.owner, [room(), message('card', 'card', { channel: { slot: 'room' } })], deps),
  ).rejects.toThrow()
  expect(scene.slack.methods()).toEqual(['conversations.create'])
})

test('the run is under way once its first calls have left', async () => {
  let seen: string[] = []
  const underWay = () => (seen = [...new Set([...seen, ...scene.slack.methods()])])
  scene.slack.fault = (_method, _args, execute) => {
    expect(seen).toContain('chat.postMessage')
    return execute()
  }
  await reconcile(scene.owner, [message('page')], { ...scene.deps(), underWay })
})

test('nothing leaves before its turn', async () => {
  const turn = Promise.withResolvers<void>()
  const running = reconcile(scene.owner, [message('card')], { ...scene.deps(), turn: () => turn.promise })
  // Time enough for the call to leave, if nothing held it.
  for (let n = 0; n < 20; n++) await rowsOf(scene.db, scene.owner)
  expect(scene.slack.methods()).toEqual([])
  turn.resolve()
  await running
  expect(scene.slack.methods()).toEqual(['chat.postMessage'])
})

test('the first post to a person is addressed to them, later ones to the direct message that opened', async () => {
  const person = {
    id: 'U1',
    name: 'Ada',
    timeZone: 'Europe/Paris',
    email: null,
    active: true,
    guest: false,
    changedAt: null,
  }
  await savePeople(scene.db, [person], scene.now)
  await scene.run(message('page', 'one', { channel: { person: 'U1' } }))
  scene.nextOwner()
  await scene.run(message('page', 'two', { channel: { person: 'U1' } }))
  expect(scene.slack.calls.map((call) => call.args['channel'])).toEqual(['U1', 'DU1'])
})
