/** Each monitoring of the sandbox, written from its own documents, is heard by Muster's door: right words, right end, and no other's. */
import { createAdaptorServer } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { createAlerts } from '#app/alert-parts.ts'
import { createLog } from '#log.ts'
import type { Policy } from '#policy/policy.ts'
import { heardFrom } from '../play/heard-from.ts'
import { openStage } from '../play/stage.ts'
import { companyPolicy } from '../play/story/policy.ts'
import { sources } from '../sandbox/monitors/monitors.ts'
import { startTestMonitors } from '../sandbox/monitors/test-monitors.ts'
import { testDatabase } from './database.ts'

const minute = 60_000
const checkout = {
  title: 'CheckoutErrors',
  text: '5xx above 2 %',
  service: 'checkout',
  severity: 'critical',
} as const
const speaking = Object.keys(sources).filter((source) => source !== 'jobs')
/** The kinds that know how grave it is. */
const graded = ['prom', 'grafana', 'sentry', 'datadog', 'events', 'own']
/** The title that people read. */
const titles: Record<string, string> = { prom: '5xx above 2 %', grafana: '5xx above 2 %' }

let policy: Policy
beforeAll(async () => {
  policy = await companyPolicy({ monitoring: true })
})

async function open() {
  await using parts = new AsyncDisposableStack()
  const { db } = parts.use(await testDatabase())
  const monitors = parts.use(await startTestMonitors())
  const clock = { now: () => monitors.now() }
  const log = createLog('silent')
  const alerts = createAlerts({ db, clock, log, policy, config: heardFrom(monitors) })
  const server = createAdaptorServer(alerts.door)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  parts.defer(async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    server.close(() => resolve())
    await promise
  })
  monitors.connectTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  monitors.amazon.topic('aws-alarms').confirmed = true
  const owned = parts.move()
  return {
    db,
    monitors,
    async decided() {
      await monitors.settled()
      await alerts.runs.alerts('deliveries', { stillHeld: () => true, underWay: () => false } as never)
      const all = db.selectFrom('alert').select(['title', 'state', 'severity', 'service', 'heard', 'key'])
      return all.orderBy('title').execute()
    },
    deliveries: () => db.selectFrom('alert_delivery').select(['source', 'outcome', 'times']).execute(),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

test.each(speaking)(
  '%s: fires, says it again, is over, and a late word does not reopen it',
  async (source) => {
    await using t = await open()
    const said = async (manner: 'firing' | 'repeated' | 'resolved' | 'late') => {
      const [sent] = await t.monitors.tell(source, manner, checkout)
      expect(sent).toMatchObject({ outcome: 'taken' })
      expect(sent).not.toHaveProperty('complaint')
      const alerts = await t.decided()
      await t.monitors.pass(minute)
      return alerts
    }
    const one = { title: titles[source] ?? 'CheckoutErrors', service: 'checkout' }
    const firing = { ...one, state: 'firing', ...(graded.includes(source) && { severity: 'critical' }) }
    expect(await said('firing')).toMatchObject([firing])
    expect(await said('repeated')).toMatchObject([{ ...firing, heard: 2 }])
    expect(await said('resolved')).toMatchObject([{ ...one, state: 'resolved' }])
    // A client that tells no times cannot be told from one that begins anew.
    if (!['events', 'own'].includes(source))
      expect(await said('late')).toMatchObject([{ ...one, state: 'resolved' }])
    const again = await said('firing')
    expect(again.at(-1)).toMatchObject({ ...one, state: 'firing' })
  },
)

test.each(Object.keys(sources))(
  '%s: one with a secret that is not its own is refused, and nothing is kept',
  async (source) => {
    await using t = await open()
    const [sent] = await t.monitors.tell(source, 'forged', checkout)
    expect(sent?.status).toBe(source === 'events' ? 400 : 401)
    expect(await t.deliveries()).toEqual([])
  },
)

test.each(['prom', 'grafana', 'sentry', 'datadog', 'events', 'own'])(
  '%s: what nobody can read is kept and shown',
  async (source) => {
    await using t = await open()
    const [sent] = await t.monitors.tell(source, 'malformed', checkout)
    expect(sent?.status).toBe(202)
    expect(await t.decided()).toMatchObject([{ title: `Unreadable alert from ${source}`, state: 'firing' }])
    await t.monitors.pass(minute)
    await t.monitors.tell(source, 'firing', checkout)
    expect((await t.decided()).find(({ title }) => title.startsWith('Unreadable'))).toMatchObject({
      state: 'resolved',
    })
  },
)

test.each(['metric'])('sentry tells of a %s, and of its end', async (form) => {
  await using t = await open()
  const trouble = { ...checkout, form }
  await t.monitors.tell('sentry', 'firing', trouble)
  expect(await t.decided()).toMatchObject([
    { title: 'CheckoutErrors', state: 'firing', severity: 'critical', service: 'checkout' },
  ])
  await t.monitors.pass(minute)
  await t.monitors.tell('sentry', 'resolved', trouble)
  expect(await t.decided()).toMatchObject([{ state: 'resolved' }])
})

test.each(['composite', 'eventbridge'])('CloudWatch tells by %s', async (form) => {
  await using t = await open()
  for (const state of ['firing', 'resolved'] as const) {
    await t.monitors.tell('aws', state, { ...checkout, form })
    expect(await t.decided()).toMatchObject([{ title: 'CheckoutErrors', state }])
    await t.monitors.pass(minute)
  }
})

test('all alerts of a group of Alertmanager’s are heard, and each ends for itself', async () => {
  await using t = await open()
  const pods = ['c-1', 'c-2', 'c-3'].map((pod) => ({ ...checkout, labels: { pod } }))
  await t.monitors.tellAll('prom', 'firing', pods)
  expect((await t.decided()).map(({ state }) => state)).toEqual(['firing', 'firing', 'firing'])
  await t.monitors.pass(minute)
  await t.monitors.tellAll('prom', 'resolved', pods.slice(1))
  expect((await t.decided()).map(({ state }) => state).toSorted()).toEqual(['firing', 'resolved', 'resolved'])
})

test('a letter whose signature was good once is refused when its time is over', async () => {
  await using t = await open()
  const [letter] = t.monitors.letters('grafana', 'firing', checkout)
  if (!letter) throw new Error('Grafana wrote nothing.')
  await t.monitors.pass(6 * minute)
  expect(await t.monitors.send('grafana', letter)).toMatchObject({ status: 401 })
})

test('a certificate that has run out signs nothing', async () => {
  await using t = await open()
  const now = t.monitors.now().getTime()
  t.monitors.amazon.renewCertificate({
    name: 'sns.amazonaws.com',
    from: new Date(now - 9e9),
    until: new Date(now - minute),
  })
  const [sent] = await t.monitors.tell('aws', 'firing', checkout)
  expect(sent?.status).toBe(401)
})

test('a whole Muster hears them all, confirms Amazon’s subscription, and hears again what came while it was away', async () => {
  await using stage = await openStage({ policy, monitors: true })
  const { monitors } = stage
  if (!monitors) throw new Error('There is no monitoring.')
  const outcomes = () =>
    monitors.sent().map(({ source, outcome, complaint }) => complaint ?? `${source} ${outcome}`)
  for (const source of speaking) await monitors.tell(source, 'firing', checkout)
  await stage.settle()
  expect(monitors.amazon.topic('aws-alarms').confirmed).toBe(true)
  // The subscription's letter, then the alarm that waited for it.
  expect(outcomes().toSorted()).toEqual([...speaking, 'aws'].map((source) => `${source} taken`).toSorted())
  await stage.stopBot()
  await monitors.tell('own', 'resolved', checkout)
  await stage.startBot()
  await stage.advance(minute)
  expect(outcomes().slice(-2)).toEqual(['own again', 'own taken'])
})
