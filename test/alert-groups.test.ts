/** Groups as those who show them and page for them read them: the worst first, what people said kept, and late words bring two together. */
import { expect, test } from 'vitest'
import { alertGroupOf, alertsOfGroup, changeAlertGroup, lockAlertGroup } from '#alerts/alert-group-store.ts'
import { createDeciding } from '#alerts/deciding-service.ts'
import { createAlertIntake } from '#alerts/intake-service.ts'
import { hearingRules } from '#app/hearing-rules.ts'
import { transact } from '#db/transact.ts'
import { readDelivery } from '#hooks/kinds.ts'
import { policySchema } from '#policy/policy.ts'
import { forEachEngine, type TestDatabase } from './database.ts'

const policy = policySchema.parse({
  sources: { prom: { kind: 'alertmanager' } },
  services: { checkout: { matches: [{ service: 'checkout' }] } },
  routes: [
    { when: { severity: 'critical' }, do: 'page', group_by: ['service'], window: '30m' },
    { when: { severity: 'warning' }, do: 'show', group_by: ['service'], window: '30m' },
  ],
})
const day = Date.UTC(2026, 10, 20)

function world({ db }: TestDatabase) {
  const clock = { now: () => new Date(day + 86_400_000) }
  const parts = { db, clock, log: { error: () => {} }, sources: policy.sources, rules: hearingRules(policy) }
  const decide = createDeciding({ ...parts, read: readDelivery })
  const intake = createAlertIntake({ db, clock })
  let sent = 0
  return {
    async say(key: string, began: number, severity = 'critical', ended: number | null = null) {
      const at = (minutes: number) => new Date(day + minutes * 60_000).toISOString()
      const alert = {
        status: ended === null ? 'firing' : 'resolved',
        labels: { alertname: key, service: 'checkout', severity },
        startsAt: at(began),
        endsAt: ended === null ? null : at(ended),
        fingerprint: key,
      }
      const body = Buffer.from(JSON.stringify({ alerts: [alert] }))
      await intake.keep({ id: `prom:${(sent += 1)}`, source: 'prom', about: {}, body })
      await decide({ stillHeld: () => true })
    },
    woken: async () => {
      const rows = await db
        .selectFrom('due')
        .select('key')
        .where('key', 'like', 'group%')
        .orderBy('key')
        .execute()
      await db.deleteFrom('due').execute()
      return rows.map(({ key }) => key)
    },
  }
}

forEachEngine('A group of alerts', (open) => {
  test('tells those that fire first, counts them, and is over only when all are', async () => {
    await using database = await open()
    const { say, woken } = world(database)
    await say('first', 0, 'critical', 5)
    await say('second', 10)
    expect(await woken()).toEqual(['group-shown:1', 'group:1'])
    expect(await alertGroupOf(database.db, 1)).toMatchObject({
      rule: { do: 'page' },
      labels: { service: 'checkout' },
      service: 'checkout',
      title: 'second',
      state: 'firing',
      firing: 1,
      resolved: 1,
      firstAt: new Date(day),
      resolvedAt: null,
    })
    expect((await alertsOfGroup(database.db, 1, 10)).map(({ title, state }) => `${title}: ${state}`)).toEqual(
      ['second: firing', 'first: resolved'],
    )
    // A repeat changes nothing of the group.
    await say('second', 10)
    expect(await woken()).toEqual([])
    await say('second', 10, 'critical', 20)
    expect(await alertGroupOf(database.db, 1)).toMatchObject({
      state: 'resolved',
      firing: 0,
      resolved: 2,
      resolvedAt: new Date(day + 20 * 60_000),
    })
  })

  test('joins another when a late word lies between them, and keeps what a person said', async () => {
    await using database = await open()
    const { say, woken } = world(database)
    await say('first', 0)
    await say('third', 50)
    const at = new Date(day)
    await transact(database.db, async (trx) => {
      expect((await lockAlertGroup(trx, 2))?.acknowledgedBy).toBeNull()
      await changeAlertGroup(trx, 2, { acknowledged_by: 'U1', acknowledged_at: at }, at)
    })
    await woken()
    await say('second', 25)
    expect(await alertGroupOf(database.db, 1)).toMatchObject({
      firing: 3,
      acknowledgedBy: 'U1',
      mergedInto: null,
    })
    expect(await alertGroupOf(database.db, 2)).toMatchObject({ firing: 0, state: 'resolved', mergedInto: 1 })
    expect(await woken()).toEqual(['group-shown:1', 'group-shown:2', 'group:1', 'group:2'])
  })

  test('of another route takes over an alert that gets worse', async () => {
    await using database = await open()
    const { say } = world(database)
    await say('disk', 0, 'warning')
    expect(await alertGroupOf(database.db, 1)).toMatchObject({ rule: { do: 'show' }, firing: 1 })
    await say('disk', 0, 'critical')
    expect(await alertGroupOf(database.db, 1)).toMatchObject({ firing: 0, mergedInto: 2 })
    expect(await alertGroupOf(database.db, 2)).toMatchObject({
      rule: { do: 'page' },
      firing: 1,
      mergedInto: null,
    })
    await say('disk', 0, 'warning')
    expect(await alertGroupOf(database.db, 2)).toMatchObject({ firing: 1, mergedInto: null })
  })
})
