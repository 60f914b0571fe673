import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startProviders } from '../providers/providers.ts'
import type { ProviderFaultRule } from '../providers/provider-faults.ts'
import { startTestMonitors } from '../monitors/test-monitors.ts'
import type { Screen } from '../surface.ts'
import { type Json, startTestSlack } from '../test-slack.ts'

const MIRA = 'U05MIRA'
const GENERAL = 'C01GENERAL'

async function json<T = Json>(url: string, body?: object): Promise<T> {
  const response = await fetch(url, body ? { method: 'POST', body: JSON.stringify(body) } : {})
  return (await response.json()) as T
}

test('the page acts and sees over HTTP', async () => {
  await using slack = await startTestSlack()
  const said = await json(`${slack.url}/sandbox/do`, {
    as: MIRA,
    act: 'say',
    channel: GENERAL,
    text: 'hello',
  })
  await json(`${slack.url}/sandbox/do`, {
    as: MIRA,
    act: 'say',
    channel: GENERAL,
    text: 'reply',
    thread: said['ts'],
  })
  const screen: Screen = await json(
    `${slack.url}/sandbox/screen?as=${MIRA}&channel=${GENERAL}&thread=${said['ts']}`,
  )
  expect(screen.channel?.messages).toMatchObject([{ text: 'hello', replyCount: 1 }])
  expect(screen.thread?.messages.map((m) => m.text)).toEqual(['hello', 'reply'])
  expect(screen).toMatchObject({
    me: { id: MIRA },
    bot: { name: 'tester' },
    commands: [{ command: '/echo' }, {}],
  })
})

test('the first thing to try is said until somebody has typed a command', async () => {
  await using slack = await startTestSlack({ hint: 'type /echo' })
  const hint = async (as: string) => (await json<Screen>(`${slack.url}/sandbox/screen?as=${as}`)).hint
  expect(await hint(MIRA)).toBe('type /echo')
  await json(`${slack.url}/sandbox/do`, { as: MIRA, act: 'command', channel: GENERAL, text: '/echo hello' })
  expect([await hint(MIRA), await hint('U01AMINA')]).toEqual([undefined, undefined])
})

test('the page hears of changes', async () => {
  await using slack = await startTestSlack()
  const response = await fetch(`${slack.url}/sandbox/stream`)
  const reader = response.body?.getReader()
  await reader?.read()
  await slack.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'hello' })
  const { value } = (await reader?.read()) ?? {}
  expect(new TextDecoder().decode(value)).toContain('event: changed')
  await reader?.cancel()
})

test('the page moves the clock, to the next morning too', async () => {
  await using slack = await startTestSlack()
  const clock = `${slack.url}/sandbox/clock`
  expect(await json(clock)).toEqual({ now: '2027-02-12T09:00:00.000Z' })
  expect(await json(clock, { advanceMinutes: 5 })).toEqual({ now: '2027-02-12T09:05:00.000Z' })
  expect(await json(clock, { nextMorning: true })).toEqual({ now: '2027-02-13T07:00:00.000Z' })
})

test('the page makes and clears faults, and reads the journal', async () => {
  await using slack = await startTestSlack()
  const add = { kind: 'refused', method: 'auth.test', error: 'account_inactive' }
  expect(await json(`${slack.url}/sandbox/faults`, { add })).toMatchObject({ rules: [add] })
  await slack.call('auth.test')
  expect(await json(`${slack.url}/sandbox/faults`, { clear: true })).toMatchObject({ rules: [] })
  const entries = await json(`${slack.url}/sandbox/journal?after=0`)
  expect(entries).toMatchObject([{ kind: 'call', method: 'auth.test', ok: false, fault: 'refused' }])
  expect(await json(`${slack.url}/sandbox/journal?after=${entries[0].n}`)).toEqual([])
})

test.each([
  ['/sandbox/screen?as=U0NOBODY', 400],
  ['/nothing.js', 404],
  ['/..%2f..%2fpackage.json', 404],
])('%s answers %d', async (path, status) => {
  await using slack = await startTestSlack()
  expect((await fetch(slack.url + path)).status).toBe(status)
})

test('everything is there again after a restart, the clock too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
  const stateFile = join(folder, 'slack.json')
  try {
    const before = await startTestSlack({ stateFile })
    const { ts } = await before.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'remember' })
    const then = before.clock.now()
    await before[Symbol.asyncDispose]()
    await using after = await startTestSlack({ stateFile })
    expect(after.surface.messages(MIRA, GENERAL)).toMatchObject([{ text: 'remember', ts }])
    expect(after.clock.now().getTime()).toBeGreaterThanOrEqual(then.getTime())
    const next = await after.surface.do({ as: MIRA, act: 'say', channel: GENERAL, text: 'more' })
    expect(Number(next.ts)).toBeGreaterThan(Number(ts))
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('the page makes a company that carries calls hang, and mends it', async () => {
  await using phones = await startProviders({ clock: { now: () => new Date() } })
  await using slack = await startTestSlack({ phones })
  const address = `${slack.url}/sandbox/provider-faults`
  const [rule] = await json<ProviderFaultRule[]>(address, {
    add: { provider: 'twilio', way: 'call', kind: 'time_out', done: false },
  })
  expect(phones.faults.rules()).toMatchObject([{ fault: { way: 'call', kind: 'time_out' } }])
  expect(await json(address)).toHaveLength(1)
  expect(await json(address, { remove: rule?.id })).toEqual([])
  await using without = await startTestSlack()
  expect(await json(`${without.url}/sandbox/provider-faults`)).toBeNull()
})

test('the page sends alerts, and their posts stand in #monitoring', async () => {
  await using monitors = await startTestMonitors()
  await using slack = await startTestSlack({ monitors })
  const there = `${slack.url}/sandbox/alerts`
  const trouble = { title: 'CheckoutErrors', service: 'checkout', severity: 'critical' }
  for (const manner of ['firing', 'repeated', 'resolved'])
    await json(there, { source: 'prom', manner, trouble })
  const seen = await json(there)
  expect(seen).toMatchObject({
    sources: { prom: 'alertmanager', jobs: 'heartbeat' },
    sent: [{ about: 'CheckoutErrors resolved', status: 202, outcome: 'taken' }, {}, { source: 'prom' }],
  })
  const [posted, over, ...others] = slack.surface.messages(MIRA, 'C08MONITORING')
  expect(posted).toMatchObject({
    author: { name: 'AlertManager', isBot: true },
    attachments: [{ title: '[FIRING:1] CheckoutErrors', text: 'CheckoutErrors in checkout' }],
  })
  expect(over?.attachments).toMatchObject([{ title: '[RESOLVED] CheckoutErrors' }])
  expect(others).toEqual([])
  expect(await json(there, { source: 'nagios', manner: 'firing', trouble })).toMatchObject({ ok: false })
  expect(await json(there, { source: 'prom', manner: 'loud', trouble })).toMatchObject({ ok: false })
  expect(monitors.heard).toHaveLength(3)
})

test('the page starts and stops the beat of a job', async () => {
  await using monitors = await startTestMonitors()
  await using slack = await startTestSlack({ monitors })
  const beat = { source: 'jobs', trouble: { title: 'alive' } }
  await json(`${slack.url}/sandbox/alerts`, { ...beat, manner: 'firing' })
  await monitors.pass(300_000)
  await json(`${slack.url}/sandbox/alerts`, { ...beat, manner: 'resolved' })
  await monitors.pass(900_000)
  expect(monitors.heard).toHaveLength(2)
})
