/** Lists longer than our own pace: continued after a pause and after a kill, for each thing looked for in them. */
import { expect, test } from 'vitest'
import type { Slot } from '#reconcile/slot.ts'
import { statesOf } from '#reconcile/slot-store.ts'
import { message, room, scene } from './reconcile-scene.ts'
import type { Fault } from './reconcile-slack.ts'

/** Of a list, one item a page. `allowed` pages come; then Slack is to be asked later, or `stop` is called. */
function paged(
  list: string,
  key: string,
  allowed: { pages: number; stop?: () => never },
): { fault: Fault; read: string[] } {
  const read: string[] = []
  const fault: Fault = (method, { cursor = '' }, execute) => {
    if (method !== list) return undefined
    if (allowed.pages === 0) return allowed.stop?.() ?? { kind: 'later', at: scene.later(5) }
    allowed.pages -= 1
    const whole = execute()
    const items = whole.kind === 'ok' ? (whole.body[key] as unknown[]) : []
    const n = Number(cursor)
    read.push(String(cursor))
    const next_cursor = n + 1 < items.length ? String(n + 1) : ''
    return { kind: 'ok', body: { [key]: items.slice(n, n + 1), response_metadata: { next_cursor } } }
  }
  return { fault, read }
}

const adopted = (name: string): Slot => ({
  kind: 'room',
  name,
  urgency: 2,
  channelName: name,
  private: false,
  adopt: true,
  beside: ['tech', 'news'],
})

test.each(['told to come later', 'killed'])(
  'channels that exist are found in one list and with one create each, however often we are %s half-way',
  async (how) => {
    for (const name of ['a', 'b', 'tech', 'c', 'news'])
      scene.slack.addChannel(name, { creator: 'UOTHER', members: new Set() })
    const allowed = {
      pages: 0,
      stop:
        how === 'killed'
          ? () => {
              throw new Error('killed')
            }
          : undefined,
    }
    const { fault, read } = paged('conversations.list', 'channels', allowed as { pages: number })
    scene.slack.fault = fault
    for (let life = 0; life < 7; life += 1) {
      allowed.pages = 1
      await scene.run(adopted('tech'), adopted('news')).catch(() => {})
      scene.now = scene.later(6)
    }
    const created = scene.slack.calls.filter(({ method }) => method === 'conversations.create')
    expect(created.map(({ args }) => args['name'])).toEqual(['tech', 'news'])
    // The list begins with the scene's own channel.
    expect(read).toEqual(['', '1', '2', '3', '4', '5'])
    const states = await statesOf(scene.db, scene.owner)
    for (const name of ['tech', 'news']) expect(states.get(name)?.channel).toBe(scene.slack.named(name)?.id)
  },
)

test('a taken name that nobody shows to us is refused once the list is read, and tried again with a create', async () => {
  scene.slack.addChannel('tech', { creator: 'UOTHER', members: new Set(), archived: true })
  await scene.run(adopted('tech'))
  expect((await statesOf(scene.db, scene.owner)).get('tech')).toMatchObject({
    refused: 'name_taken',
    detail: { channelName: 'tech' },
  })
  expect(scene.slack.methods()).toEqual(['conversations.create', 'users.conversations', 'conversations.list'])
})

test('whose the name of a room is, is looked for over several runs without asking for that name again', async () => {
  scene.slack.addChannel('incident-1', { creator: 'UOTHER' })
  for (const name of ['a', 'b']) scene.slack.addChannel(name)
  const allowed = { pages: 0 }
  const { fault, read } = paged('users.conversations', 'channels', allowed)
  scene.slack.fault = fault
  for (let run = 0; run < 5; run += 1) {
    allowed.pages = 1
    await scene.run(room())
    scene.now = scene.later(6)
  }
  expect(read).toEqual(['', '1', '2', '3'])
  const created = scene.slack.calls.filter(({ method }) => method === 'conversations.create')
  expect(created.map(({ args }) => args['name'])).toEqual(['incident-1', 'incident-1-2'])
})

test('a message is found at the end of a long list; one sent after the look began is looked for by the next', async () => {
  const lose =
    (name: string): Fault =>
    (method, args, execute) => {
      if (method !== 'chat.postMessage' || args['text'] !== name) return undefined
      execute()
      return { kind: 'unknown', why: 'lost' }
    }
  scene.slack.fault = lose('one')
  await scene.run(message('one'))
  const channel = scene.slack.channels.get('CINC')!
  for (const text of ['x', 'y'])
    channel.messages.unshift({ ts: `${Number(channel.messages[0]?.ts) + 1}`, user: 'U1', text })
  const allowed = { pages: 1 }
  const { fault, read } = paged('conversations.history', 'messages', allowed)
  scene.slack.fault = fault
  scene.now = scene.later(4)
  await scene.run(message('one'))
  expect(read).toEqual([''])

  const beside = message('two', 'two', { urgency: 0 })
  scene.slack.fault = lose('two')
  await scene.run(message('one'), beside)
  // Slack gives the newest first.
  channel.messages.unshift(channel.messages.pop()!)
  scene.slack.fault = fault
  allowed.pages = 20
  for (let run = 0; run < 3; run += 1) {
    scene.now = scene.later(6)
    await scene.run(message('one'), beside)
  }
  expect(read.slice(0, 3)).toEqual(['', '1', '2'])
  const states = await statesOf(scene.db, scene.owner)
  for (const name of ['one', 'two'])
    expect(states.get(name)?.ts).toBe(channel.messages.find(({ text }) => text === name)?.ts)
  expect(channel.messages).toHaveLength(4)
})

test('sixty user groups follow with one list, though Slack takes them a few at a time', async () => {
  const groups = Array.from({ length: 60 }, (_, n) => ({
    id: `S${n}`,
    handle: `team-${n}`,
    users: ['U0OLD'],
  }))
  let allowed = 0
  scene.slack.fault = (method, args) => {
    if (method === 'usergroups.list') return { kind: 'ok', body: { usergroups: structuredClone(groups) } }
    if (allowed === 0) return { kind: 'later', at: scene.later(3) }
    allowed -= 1
    groups.find(({ id }) => id === args['usergroup'])!.users = String(args['users']).split(',')
    return { kind: 'ok', body: {} }
  }
  const wanted = groups.map(
    ({ handle }): Slot => ({
      kind: 'usergroup',
      name: `usergroup:${handle}`,
      urgency: 3,
      handle,
      users: ['U0NEW'],
      outside: [],
    }),
  )
  for (let run = 0; run < 10; run += 1) {
    allowed = 7
    await scene.run(...wanted)
    scene.now = scene.later(4)
  }
  expect(groups.filter(({ users }) => users.includes('U0NEW'))).toHaveLength(60)
  expect(scene.slack.methods().filter((method) => method === 'usergroups.list')).toHaveLength(1)
})
