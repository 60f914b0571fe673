import { expect, test } from 'vitest'
import { DEVON, startTestProviders, type TestProviders } from './test-providers.ts'

function ntfy(t: TestProviders, body: unknown, token = t.env['NTFY_TOKEN'] ?? '') {
  return t.json('/', { token, body })
}

function pushover(t: TestProviders, more: Record<string, string> = {}) {
  const form = {
    token: t.env['PUSHOVER_TOKEN'] ?? '',
    user: DEVON.pushoverUser,
    message: 'Incident 42',
    ...more,
  }
  return t.json('/1/messages.json', { form })
}

const button = {
  action: 'http',
  label: 'Acknowledge',
  url: 'https://muster.velodrome.example/ack/abc',
  clear: true,
}

test.each([
  ['a wrong topic', { topic: 'a topic' }, 40009],
  ['an unknown field', { body: 'x' }, 40024],
  ['a priority of 6', { priority: 6 }, 40007],
  ['four buttons', { actions: [button, button, button, button] }, 40018],
  ['a button without an address', { actions: [{ action: 'http', label: 'A' }] }, 40018],
  ['a text that would be an attachment', { message: 'x'.repeat(4097) }, 41301],
])('ntfy refuses %s', async (_, change, code) => {
  await using t = await startTestProviders()
  const { body } = await ntfy(t, { topic: DEVON.topic, message: 'a', ...change })
  expect(body.code).toBe(code)
  expect((await ntfy(t, { topic: DEVON.topic }, 'wrong')).body).toMatchObject({ code: 40101, http: 401 })
})

test('ntfy’s button posts, and goes away when it was taken', async () => {
  await using t = await startTestProviders()
  const sent = await ntfy(t, {
    topic: DEVON.topic,
    title: 'Page',
    message: 'a',
    priority: 5,
    actions: [button],
  })
  expect(sent).toMatchObject({ status: 200, body: { event: 'message', topic: DEVON.topic } })
  await t.pass(1_000)
  const [push] = t.phone('devon')?.pushes ?? []
  expect(push).toMatchObject({ via: 'ntfy', buttons: ['Acknowledge'], urgent: false, done: false })
  await t.does('devon', { act: 'pressPush', id: push?.id ?? '', button: 'Acknowledge' })
  expect(t.heard).toMatchObject([{ path: '/ack/abc' }])
  expect(t.phone('devon')?.pushes).toMatchObject([{ done: true }])
})

test('silence is broken by an emergency alone', async () => {
  await using t = await startTestProviders({ phones: [{ ...DEVON, mode: 'silent' }] })
  await ntfy(t, { topic: DEVON.topic, message: 'a', priority: 5 })
  await pushover(t, { priority: '1' })
  await t.pass(1_000)
  expect(t.phone('devon')).toMatchObject({ rings: [], pushes: [{}, {}] })
  await pushover(t, { priority: '2', retry: '60', expire: '600' })
  await t.pass(1_000)
  expect(t.phone('devon')?.rings).toHaveLength(1)
})

test.each([
  ['a wrong token', { token: 'x' }, 'token'],
  ['a wrong user', { user: 'x' }, 'user'],
  ['a user it does not know', { user: 'u'.repeat(30) }, 'user'],
  ['no words', { message: '' }, 'message'],
  ['too many words', { message: 'x'.repeat(1025) }, 'message'],
  ['a priority of 3', { priority: '3' }, 'priority'],
  ['an emergency without a pause', { priority: '2', expire: '600' }, 'retry'],
  ['an emergency without pauses', { priority: '2', retry: '29', expire: '600' }, 'retry'],
  ['an emergency without an end', { priority: '2', retry: '30', expire: '10801' }, 'expire'],
  ['an unknown field', { prio: '2' }, 'prio'],
])('Pushover refuses %s', async (_, change, field) => {
  await using t = await startTestProviders()
  const { status, body } = await pushover(t, change as Record<string, string>)
  expect({ status, told: body.status }).toEqual({ status: 400, told: 0 })
  expect(body).toHaveProperty(field)
})

test('an emergency sounds until it is acknowledged, and its receipt tells it', async () => {
  await using t = await startTestProviders()
  const callback = `${t.publicUrl}/hooks/pushover`
  const { body } = await pushover(t, { priority: '2', retry: '30', expire: '600', callback })
  const ask = async () =>
    (await t.json(`/1/receipts/${body.receipt}.json?token=${t.env['PUSHOVER_TOKEN']}`)).body
  await t.pass(65_000)
  expect(t.phone('devon')?.rings).toHaveLength(3)
  expect(await ask()).toMatchObject({ status: 1, acknowledged: 0, expired: 0 })
  expect(await ask()).toMatchObject({ status: 0 })
  await t.does('devon', { act: 'pressPush', id: body.receipt, button: 'Acknowledge' })
  await t.pass(120_000)
  expect(t.phone('devon')?.rings).toHaveLength(3)
  expect(await ask()).toMatchObject({ acknowledged: 1, acknowledged_by: DEVON.pushoverUser })
  expect(t.heard).toMatchObject([{ path: '/hooks/pushover' }])
})

test('an emergency is ended from our side, by its receipt or its tag', async () => {
  await using t = await startTestProviders()
  const token = t.env['PUSHOVER_TOKEN'] ?? ''
  const emergency = { priority: '2', retry: '30', expire: '600', tags: 'page-7' }
  await pushover(t, emergency)
  await pushover(t, emergency)
  await t.pass(1_000)
  const { body } = await t.json('/1/receipts/cancel_by_tag/page-7.json', { form: { token } })
  expect(body).toMatchObject({ status: 1, canceled: 2 })
  await t.pass(120_000)
  expect(t.phone('devon')?.rings).toHaveLength(2)
  expect(t.receipts.every((one) => one.canceled)).toBe(true)
})

test('a user key is checked without a message', async () => {
  await using t = await startTestProviders()
  const token = t.env['PUSHOVER_TOKEN'] ?? ''
  const check = async (user: string) =>
    (await t.json('/1/users/validate.json', { form: { token, user } })).body.status
  expect([await check(DEVON.pushoverUser), await check('u'.repeat(30))]).toEqual([1, 0])
})
