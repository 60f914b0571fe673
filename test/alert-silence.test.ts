/** What is no longer heard: a heartbeat that stops, and alerts whose source says nothing more of them. */
import { expect, test } from 'vitest'
import { createDeciding } from '#alerts/deciding-service.ts'
import { createAlertIntake } from '#alerts/intake-service.ts'
import { createAlertRetention } from '#alerts/retention-service.ts'
import { createAlertSilence } from '#alerts/silence-service.ts'
import { hearingRules } from '#app/hearing-rules.ts'
import { readDelivery } from '#hooks/kinds.ts'
import { policySchema } from '#policy/policy.ts'
import { forEachEngine, type TestDatabase } from './database.ts'

const minute = 60_000
const policy = policySchema.parse({
  sources: {
    jobs: { kind: 'heartbeat', every: '15m' },
    prom: { kind: 'alertmanager' },
    strict: { kind: 'alertmanager', silent_after: '10m' },
  },
})

function world({ db }: TestDatabase) {
  let now = Date.parse('2026-11-20T08:00:00Z')
  const clock = { now: () => new Date(now) }
  const parts = { db, clock, log: { error: () => {} }, sources: policy.sources, rules: hearingRules(policy) }
  const decide = createDeciding({ ...parts, read: readDelivery })
  const intake = createAlertIntake({ db, clock })
  let look = createAlertSilence(parts)
  let sent = 0
  return {
    wait: (minutes: number) => void (now += minutes * minute),
    restart: () => void (look = createAlertSilence(parts)),
    look: async () => (await look()).next?.toISOString().slice(11, 16) ?? null,
    beat: () => send('jobs', 'beat', ''),
    say: (source: string, status: string, started: string) => {
      const startsAt = `2026-11-20T${started}:00Z`
      const endsAt = status === 'resolved' ? clock.now().toISOString() : null
      const alerts = [
        { status, labels: { alertname: 'Disk' }, annotations: {}, startsAt, endsAt, fingerprint: 'f1' },
      ]
      return send(source, `${(sent += 1)}`, JSON.stringify({ alerts }))
    },
    send,
    retain: createAlertRetention({ db, clock, keep: 30 * 24 * 60 * minute }),
    async told() {
      const alerts = await db.selectFrom('alert').select(['title', 'state']).orderBy('title').execute()
      const groups = await db.selectFrom('alert_group').select(['rule', 'state']).orderBy('number').execute()
      return [
        ...alerts.map((one) => `${one.title}: ${one.state}`),
        ...groups.map((one) => `${one.rule.do}: ${one.state}`),
      ]
    },
  }

  async function send(source: string, key: string, body: string): Promise<void> {
    await intake.keep({ id: `${source}:${key}`, source, about: {}, body: Buffer.from(body) })
    await decide({ stillHeld: () => true })
  }
}

forEachEngine('What is no longer heard', (open) => {
  test('a heartbeat that stops pages, once, and is over with the next beat', async () => {
    await using database = await open()
    const { beat, look, wait, told } = world(database)
    expect(await look()).toBeNull()
    await beat()
    wait(10)
    await beat()
    expect(await look()).toBe('08:25')
    wait(15)
    await look()
    await look()
    expect(await told()).toEqual(['The heartbeat jobs has stopped: firing', 'page: firing'])
    wait(3)
    await beat()
    expect(await told()).toEqual(['The heartbeat jobs has stopped: resolved', 'page: resolved'])
    wait(15)
    await look()
    expect(await told()).toEqual(['The heartbeat jobs has stopped: firing', 'page: firing'])
  })

  test('beats that came while Muster was away are not missed', async () => {
    await using database = await open()
    const { beat, look, wait, told, restart } = world(database)
    await beat()
    wait(60)
    restart()
    expect(await look()).toBe('09:15')
    expect(await told()).toEqual([])
    wait(15)
    await look()
    expect(await told()).toContain('page: firing')
  })

  test('an alert becomes unknown, not fine, after the usual silence of its source, and is heard again', async () => {
    await using database = await open()
    const { say, look, wait, told } = world(database)
    await say('prom', 'firing', '07:59')
    expect(await look()).toBe('08:00')
    wait(60)
    // It repeats itself each hour, so that three hours are too long.
    await say('prom', 'firing', '07:59')
    wait(179)
    await look()
    expect(await told()).toEqual(['Disk: firing', 'keep: firing'])
    wait(1)
    await look()
    expect(await told()).toEqual(['Disk: unknown', 'keep: unknown'])
    await say('prom', 'firing', '07:59')
    expect(await told()).toEqual(['Disk: firing', 'keep: firing'])
    await say('prom', 'resolved', '07:59')
    expect(await told()).toEqual(['Disk: resolved', 'keep: resolved'])
  })

  test('the policy may say how long a source may be silent', async () => {
    await using database = await open()
    const { say, look, wait, told } = world(database)
    await say('strict', 'firing', '07:59')
    wait(10)
    await look()
    expect(await told()).toEqual(['Disk: unknown', 'keep: unknown'])
  })

  test('what cannot be read is shown until something can be read again', async () => {
    await using database = await open()
    const { send, say, told, wait } = world(database)
    await send('prom', 'a', '{"alerts": 7}')
    expect(await told()).toEqual(['Unreadable alert from prom: firing', 'show: firing'])
    wait(1)
    await say('prom', 'firing', '07:59')
    expect(await told()).toContain('Unreadable alert from prom: resolved')
  })

  test('what is over goes after a while, and what fires stays', async () => {
    await using database = await open()
    const { send, say, wait, told, retain } = world(database)
    await send('prom', 'a', '{"alerts": 7}')
    await say('prom', 'firing', '07:59')
    wait(31 * 24 * 60)
    await retain()
    expect(await told()).toEqual(['Disk: firing', 'keep: firing'])
    expect(await database.db.selectFrom('alert_delivery').select('id').execute()).toEqual([])
  })
})
