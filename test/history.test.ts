/** Reading back from Slack, and taking words away. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHistoryService } from '#history/history-service.ts'
import { recordHeard } from '#history/history-store.ts'
import { openScene, people, type Scene } from './history-scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene[Symbol.asyncDispose]())

const [mira, clara] = people
const minute = 60_000

test('a limit half-way makes the reading go on later from where it stopped', async () => {
  const { incident, channel } = await scene.opens()
  const { ts } = await scene.does(mira, { act: 'say', channel, text: 'what shipped last?' })
  await scene.does(clara, { act: 'say', channel, text: 'release 12', thread: ts ?? '' })
  await scene.does(clara, {
    act: 'edit',
    channel,
    ts: scene.shown(channel).at(-1)?.ts ?? '',
    text: 'release 13',
  })
  scene.slack.clock.advance(minute)
  scene.calls.length = 0
  const at = new Date(scene.slack.clock.now().getTime() + 30_000)
  scene.faults.push({ kind: 'later', at })
  expect(await scene.read(incident)).toEqual({ next: at })
  scene.slack.clock.advance(30_000)
  await scene.read(incident)
  expect(scene.calls).toEqual([
    'conversations.history',
    'conversations.history',
    'conversations.replies',
    'pins.list',
  ])
  expect(await scene.recorded(incident)).toEqual(scene.shown(channel))
  expect(await scene.history.completeness(incident)).toMatchObject({ to: new Date(at.getTime() - 30_000) })
})

test('long rooms and long threads are read page by page', async () => {
  const { incident, channel } = await scene.opens()
  const { ts } = await scene.does(mira, { act: 'say', channel, text: 'first' })
  for (let i = 0; i < 210; i++) await scene.does(mira, { act: 'say', channel, text: `line ${i}` })
  for (let i = 0; i < 205; i++)
    await scene.does(clara, { act: 'say', channel, text: `reply ${i}`, thread: ts ?? '' })
  scene.slack.clock.advance(minute)
  scene.calls.length = 0
  await scene.read(incident)
  expect(scene.calls.filter((one) => one === 'conversations.history')).toHaveLength(2)
  expect(scene.calls.filter((one) => one === 'conversations.replies')).toHaveLength(2)
  expect(await scene.recorded(incident)).toEqual(scene.shown(channel))
})

test('what one reading misses is kept until the next misses it too', async () => {
  const { incident, channel } = await scene.opens()
  await scene.does(mira, { act: 'say', channel, text: 'the password is hunter2' })
  scene.slack.clock.advance(minute)
  await scene.read(incident)
  const { ts = '' } = scene.shown(channel).at(-1) ?? {}
  await scene.does(mira, { act: 'delete', channel, ts })
  const texts = async () => (await scene.recorded(incident)).map((one) => one.text)
  scene.slack.clock.advance(60 * minute)
  const { next } = await scene.read(incident)
  expect(await texts()).toContain('the password is hunter2')
  expect(next?.getTime()).toBe(scene.slack.clock.now().getTime() + 2 * minute)
  scene.slack.clock.advance(2 * minute)
  await scene.read(incident)
  expect(await texts()).not.toContain('the password is hunter2')
  expect(
    await scene.database.db.selectFrom('message_version').selectAll().where('ts', '=', ts).execute(),
  ).toEqual([])
})

test('a room that may not be read is asked again in an hour, and nothing is taken for deleted', async () => {
  const { incident, channel } = await scene.opens()
  await scene.does(mira, { act: 'say', channel, text: 'hello' })
  for (const event of scene.told()) await scene.hears(event)
  const before = await scene.recorded(incident)
  scene.slack.clock.advance(minute)
  scene.faults.push({ kind: 'refused', error: 'missing_scope', body: {} })
  const { next } = await scene.read(incident)
  expect(next?.getTime()).toBe(scene.slack.clock.now().getTime() + 60 * minute)
  expect(await scene.recorded(incident)).toEqual(before)
  expect(await scene.history.completeness(incident)).toBeNull()
})

test('a room whose pages go round in circles is not read for ever', async () => {
  const { incident } = await scene.opens()
  scene.slack.clock.advance(minute)
  scene.calls.length = 0
  const again = { messages: [], response_metadata: { next_cursor: 'again' } }
  for (let i = 0; i < 4; i++) scene.faults.push({ kind: 'ok', body: again })
  const { next } = await scene.read(incident)
  scene.faults.length = 0
  expect(scene.calls).toEqual(['conversations.history', 'conversations.history'])
  expect(next?.getTime()).toBe(scene.slack.clock.now().getTime() + 60 * minute)
})

test('every text a message ever had is kept, the one before an edit too when only the edit was heard', async () => {
  const { channel } = await scene.opens()
  scene.told()
  const { ts = '' } = await scene.does(mira, { act: 'say', channel, text: 'it is the cache' })
  await scene.does(mira, { act: 'edit', channel, ts, text: 'it is the index' })
  for (const event of scene.told().slice(-1)) await scene.hears(event)
  const versions = await scene.database.db
    .selectFrom('message_version')
    .select('text')
    .where('ts', '=', ts)
    .orderBy('edited_ts')
    .execute()
  expect(versions.map((one) => one.text)).toEqual(['it is the cache', 'it is the index'])
})

test('an edit is made known once, with the words before and after, heard or read back', async () => {
  const { incident, channel } = await scene.opens()
  const { edits, history } = scene
  edits.length = 0
  scene.told()
  const { ts = '' } = await scene.does(mira, { act: 'say', channel, text: 'it is the cache' })
  await scene.does(mira, { act: 'edit', channel, ts, text: 'it is the index' })
  const told = scene.told()
  for (const event of [...told, ...told]) await scene.hears(event)
  expect(edits).toEqual([{ author: mira, before: 'it is the cache', after: 'it is the index' }])
  await scene.does(mira, { act: 'edit', channel, ts, text: 'it is the disk' })
  scene.slack.clock.advance(minute)
  for (let i = 0; i < 2; i++) await scene.reads(incident, minute)
  expect(edits.slice(1)).toEqual([{ author: mira, before: 'it is the index', after: 'it is the disk' }])

  const [whole] = await history.messages(incident)
  if (whole === undefined) throw new Error('not recorded')
  const reread = { ...whole, kind: 'said', asOf: `${Number(ts) + 1e6}.000000` } as const
  await history.heard({ ...reread, text: 'it is the disk, better read' })
  expect(edits).toHaveLength(2)
  await history.heard({ ...reread, byApp: true, text: 'step 2 of 3' })
  expect(edits[2]).toMatchObject({ before: 'it is the disk, better read', after: 'step 2 of 3' })
})

test('a person is erased and old messages go, with every text they had, and what was made of them is told', async () => {
  const { incident, channel } = await scene.opens()
  scene.told()
  await scene.does(mira, { act: 'say', channel, text: 'mine' })
  await scene.does(clara, { act: 'say', channel, text: 'hers' })
  for (const event of scene.told()) await scene.hears(event)
  const forgotten: string[] = []
  const keeping = createHistoryService({
    db: scene.database.db,
    clock: scene.slack.clock,
    slack: { botUserId: '', call: async () => ({ kind: 'unknown', why: '' }) },
    keep: { messages: 30 * minute, people: null, incidents: null },
    reactors: [async (_trx, { gone }) => void forgotten.push(...gone)],
    download: async () => ({ kind: 'refused', error: 'file_not_found' }),
  })
  await keeping.erase(clara)
  expect(forgotten).toContain('hers')
  expect((await scene.recorded(incident)).map((one) => one.text)).toEqual(['mine'])
  scene.slack.clock.advance(31 * minute)
  await keeping.retain('messages')
  expect(forgotten).toContain('mine')
  expect(await scene.recorded(incident)).toEqual([])
})

test('a reaction heard before its message in the thread of origin is kept for it; elsewhere none is', async () => {
  const { incident } = await scene.opens()
  const { history } = scene
  const said = { kind: 'said', channel: 'C0QUESTIONS', author: mira, byApp: false, subtype: null } as const
  const rest = { files: [], editedTs: null, text: 'no orders' }
  await scene.database.db.transaction().execute(async (trx) => {
    await recordHeard(trx, incident, { ...said, ...rest, ts: '100.1', threadTs: null, asOf: '100.1' })
  })
  const reacted = { kind: 'reacted', name: 'pushpin', user: clara, added: true, eventTs: '100.3' } as const
  await history.heard({ ...reacted, channel: 'C0QUESTIONS', ts: '100.2' })
  await history.heard({ ...reacted, channel: 'C0OTHER', ts: '100.2' })
  await history.heard({ ...said, ...rest, ts: '100.2', threadTs: '100.1', asOf: '100.2' })
  const [, reply] = await history.messages(incident)
  expect(reply?.reactions).toEqual([{ name: 'pushpin', users: [clara] }])
  const marks = await scene.database.db.selectFrom('message_mark').select('channel').execute()
  expect(marks.map(({ channel }) => channel)).not.toContain('C0OTHER')
})
