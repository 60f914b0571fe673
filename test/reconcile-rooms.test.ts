/** Rooms and what belongs to them: names, people, whispers, topics, archiving. */
import { expect, test } from 'vitest'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { Slot } from '#reconcile/slot.ts'
import { clearRefusals, roomOwner, statesOf } from '#reconcile/slot-store.ts'
import { incidents, message, room, say, scene } from './reconcile-scene.ts'
import { refused } from './reconcile-slack.ts'

test('a foreign channel of that name: the room gets a suffix, however long its name', async () => {
  const long = 'x'.repeat(80)
  for (const name of ['incident-1', long])
    scene.slack.addChannel(name, { members: new Set(), creator: 'UOTHER' })
  scene.slack.addChannel('incident-1-2', { archived: true })
  await scene.run(room())
  expect(scene.slack.named('incident-1-3')?.id).toBe(
    (await statesOf(scene.db, scene.owner)).get('room')?.channel,
  )
  scene.nextOwner()
  await scene.run(room(long))
  expect((await statesOf(scene.db, scene.owner)).get('room')?.detail.channelName).toBe(`${'x'.repeat(78)}-2`)
})

test('after a lost answer only a room of ours, of that time, that no slot has, is taken', async () => {
  scene.slack.addChannel('incident-1', { created: scene.now.getTime() / 1000 - 1_200 })
  scene.slack.fault = (method, _args, execute) =>
    method === 'conversations.create' && execute().kind === 'ok'
      ? { kind: 'unknown', why: 'lost' }
      : undefined
  await scene.run(room())
  scene.slack.fault = () => undefined
  scene.now = scene.later(3)
  expect(await scene.run(room('incident-1-renamed'))).toMatchObject({ next: null, changed: true })
  const channel = scene.slack.named('incident-1-2')!
  expect(await roomOwner(scene.db, channel.id)).toEqual({ owner: scene.owner, name: 'room' })
  expect(scene.slack.channels.size).toBe(3)
})

test('a room that another slot has is not taken', async () => {
  await scene.run(room())
  scene.nextOwner()
  await scene.run(room())
  expect((await statesOf(scene.db, scene.owner)).get('room')?.detail.channelName).toBe('incident-1-2')
})

test("the policy's channel is created, or found and joined, and then known to other owners", async () => {
  const elsewhere = scene.slack.addChannel('tech', { creator: 'UOTHER', members: new Set() })
  const post = message('tech', 'hello', { channel: { owner: scene.owner, slot: 'channel' } })
  const other = `${scene.owner}-other`
  expect(await reconcile(other, [post], scene.deps())).toMatchObject({ next: null, changed: false })
  const channel: Slot = {
    kind: 'room',
    name: 'channel',
    urgency: 2,
    channelName: 'tech',
    private: false,
    adopt: true,
  }
  expect(await scene.run(channel)).toMatchObject({ next: null, changed: true })
  expect(elsewhere.members).toContain('UBOT')
  await reconcile(other, [post], scene.deps())
  expect(scene.texts(elsewhere.id)).toEqual(['hello'])
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
    scene.slack.uninvitable.set('UGUEST', 'user_is_restricted')
    scene.slack.fault = (method, args, execute) => {
      const users = String(args['users']).split(',')
      if (method !== 'conversations.invite' || how === 'knows force' || users.length === 1) return undefined
      return how === 'does not' && users.includes('UGUEST')
        ? { kind: 'refused', error: 'x', body: { errors: [{ user: 'UGUEST', error: 'user_is_restricted' }] } }
        : how === 'does not'
          ? execute()
          : refused('user_is_restricted')
    }
    await scene.run(members('U1', 'UGUEST', 'U2'))
    expect([...scene.slack.channels.get('CINC')!.members]).toEqual(['UBOT', 'U1', 'U2'])
    const { detail, done } = (await statesOf(scene.db, scene.owner)).get('members')!
    expect([detail.uninvited, done]).toEqual([{ UGUEST: 'user_is_restricted' }, true])
    const before = scene.slack.calls.length
    await scene.run(members('U1', 'UGUEST', 'U2'))
    expect(scene.slack.calls).toHaveLength(before)
  },
)

test('each invitation is made once: who left comes back only for a new reason, repair invites the refused', async () => {
  scene.slack.uninvitable.set('U2', 'cant_invite')
  await scene.run(members('U1', 'U2'))
  const { members: inside } = scene.slack.channels.get('CINC')!
  inside.delete('U1')
  await scene.run(members('U1', 'U2'))
  expect(inside).not.toContain('U1')
  scene.slack.uninvitable.clear()
  await clearRefusals(scene.db, scene.owner)
  await scene.run(members('U1', 'U2'))
  expect([...inside]).toEqual(['UBOT', 'U2'])
  expect((await statesOf(scene.db, scene.owner)).get('members')?.detail.uninvited).toEqual({})
})

const brief: Slot = {
  kind: 'whisper',
  name: 'brief',
  urgency: 2,
  channel: incidents,
  user: 'U1',
  message: say('hi'),
}

test('a whisper waits for the invitation, and is said at most once even when nobody answered', async () => {
  scene.slack.fault = (method, _args, execute) => {
    if (method !== 'chat.postEphemeral') return undefined
    execute()
    return { kind: 'unknown', why: 'lost' }
  }
  await scene.run(brief, members('U1'))
  scene.now = scene.later(10)
  await scene.run(brief, members('U1'))
  expect(scene.slack.whispers).toEqual(['U1: hi'])
})

test('a whisper told to come later is said later', async () => {
  scene.slack.channels.get('CINC')!.members.add('U1')
  scene.slack.fault = () => ({ kind: 'later', at: scene.later(5) })
  expect(await scene.run(brief)).toMatchObject({ next: scene.later(5) })
  scene.slack.fault = () => undefined
  scene.now = scene.later(5)
  await scene.run(brief)
  expect(scene.slack.whispers).toEqual(['U1: hi'])
})

test('a whisper cut short by a kill counts as said', async () => {
  scene.slack.channels.get('CINC')!.members.add('U1')
  scene.slack.fault = () => {
    throw new Error('killed')
  }
  await expect(scene.run(brief)).rejects.toThrow('killed')
  expect((await statesOf(scene.db, scene.owner)).get('brief')?.done).toBe(true)
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
  const channel = scene.slack.channels.get('CINC')!
  await scene.run(topic('one'))
  await scene.run(topic('two'))
  expect(channel.topic.value).toBe('two')
  channel.topic = { value: 'ours now', creator: 'U1' }
  await scene.run(topic('three'))
  expect(channel.topic.value).toBe('ours now')
})

test('archiving comes after everything else in that channel', async () => {
  scene.slack.fault = (method) =>
    method === 'chat.postMessage' ? { kind: 'later', at: scene.later(1) } : undefined
  const slots: Slot[] = [{ kind: 'archive', name: 'archive', urgency: 3, channel: incidents }, message('bye')]
  await scene.run(...slots)
  scene.slack.fault = () => undefined
  scene.now = scene.later(1)
  await scene.run(...slots)
  expect([scene.texts(), scene.slack.channels.get('CINC')!.archived]).toEqual([['bye'], true])
})

test('a refused room makes the projection choose differently within the same run', async () => {
  scene.slack.fault = (method) =>
    method === 'conversations.create' ? refused('restricted_action') : undefined
  await reconcile(
    scene.owner,
    async () => (states) => [
      room(),
      message('card', 'card', { channel: states.get('room')?.refused ? incidents : { slot: 'room' } }),
    ],
    scene.deps(),
  )
  expect(scene.texts()).toEqual(['card'])
})

test('a channel is joined once, and a group message stands in for a room', async () => {
  const { members } = scene.slack.channels.get('CINC')!
  members.delete('UBOT')
  const slots: Slot[] = [
    { kind: 'join', name: 'source', urgency: 2, channel: incidents },
    { kind: 'group', name: 'group', urgency: 1, users: ['U1', 'U2'] },
    message('card', 'card', { channel: { slot: 'group' } }),
  ]
  expect(await scene.run(...slots)).toMatchObject({ next: null, changed: true })
  expect(await scene.run(...slots)).toMatchObject({ next: null, changed: false })
  expect(members).toContain('UBOT')
  expect(scene.slack.methods().toSorted()).toEqual([
    'chat.postMessage',
    'conversations.join',
    'conversations.open',
  ])
  expect(scene.texts('DU1,U2')).toEqual(['card'])
})
