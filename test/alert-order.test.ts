/** The same day of alerts ends in the same alerts and groups, in whatever order it comes, how often, and who is killed. */
import type { KyselyPlugin } from 'kysely'
import { expect, test } from 'vitest'
import { createDeciding } from '#alerts/deciding-service.ts'
import { createAlertIntake } from '#alerts/intake-service.ts'
import { hearingRules } from '#app/hearing-rules.ts'
import type { Database, Db } from '#db/database.ts'
import { bytesKey } from '#hooks/incoming.ts'
import { readDelivery } from '#hooks/kinds.ts'
import { chance, dayPolicy, dayStart, recordedDay } from './alert-day.ts'
import { forEachEngine, type TestDatabase } from './database.ts'

class Killed extends Error {}

const evening = dayStart + 26 * 3_600_000
type Sent = ReturnType<typeof recordedDay>[number]

function process({ db }: Pick<Database, 'db'>, clock: { now: () => Date }) {
  const parts = {
    db,
    clock,
    log: { error: () => {} },
    sources: dayPolicy.sources,
    rules: hearingRules(dayPolicy),
  }
  const decide = createDeciding({ ...parts, read: readDelivery })
  const intake = createAlertIntake({ db, clock })
  return {
    decide: () => decide({ stillHeld: () => true }),
    take: ({ source, about, body }: Sent) =>
      intake.keep({ id: `${source}:${bytesKey(Buffer.from(body))}`, source, about, body: Buffer.from(body) }),
  }
}

/** All that people and programs can see of it; groups without their numbers, which tell who came first. */
async function outcome(db: Db) {
  const alerts = await db
    .selectFrom('alert')
    .select([
      'source',
      'key',
      'state',
      'title',
      'body',
      'severity',
      'labels',
      'service',
      'starts_at',
      'ends_at',
    ])
    .orderBy('source')
    .orderBy('key')
    .execute()
  const episodes = await db
    .selectFrom('alert_episode')
    .selectAll()
    .orderBy('alert')
    .orderBy('starts_at')
    .execute()
  const groups = await db.selectFrom('alert_group').selectAll().where('merged_into', 'is', null).execute()
  return {
    alerts,
    groups: groups
      .map(({ number, made_at: _made, changed_at: _changed, merged_into: _none, ...group }) => ({
        ...group,
        members: episodes
          .filter((one) => one.group_number === number)
          .map(({ group_number: _group, ...one }) => one),
      }))
      .map((group) => JSON.stringify(group))
      .toSorted(),
  }
}

function shuffled<T>(all: readonly T[], pick: (below: number) => number): T[] {
  const left = [...all]
  return all.map(() => left.splice(pick(left.length), 1)[0] as T)
}

async function emptied(database: TestDatabase): Promise<void> {
  for (const table of ['alert_delivery', 'alert', 'alert_episode', 'alert_group', 'due'] as const)
    await database.db.deleteFrom(table).execute()
}

forEachEngine('A day of alerts', (open) => {
  const day = recordedDay(400)

  test('comes out the same in any order, however often each comes', async () => {
    await using database = await open()
    let now = evening
    const clock = { now: () => new Date((now += 50)) }
    const play = async (sent: readonly Sent[], between: number) => {
      await emptied(database)
      const one = process(database, clock)
      for (const [n, delivery] of sent.entries()) {
        await one.take(delivery)
        if (n % between === 0) await one.decide()
      }
      await one.decide()
      return outcome(database.db)
    }
    const asSent = await play(day, 20)
    expect(asSent.alerts.length).toBeGreaterThan(40)
    expect(asSent.groups.length).toBeGreaterThan(40)
    for (const seed of [1, 2, 3]) {
      const pick = chance(seed)
      const doubled = day.flatMap((one) => Array.from({ length: 1 + pick(3) }, () => one))
      expect(await play(shuffled(doubled, pick), 10 + pick(60))).toEqual(asSent)
    }
  })

  test('is decided once by two processes, of which one is killed again and again', async () => {
    await using database = await open()
    let now = evening
    const clock = { now: () => new Date((now += 50)) }
    const first = process(database, clock)
    for (const delivery of day) await first.take(delivery)
    await first.decide()
    const asSent = await outcome(database.db)
    await emptied(database)

    const other = await database.again()
    const pick = chance(11)
    let writes = 0
    const killing: KyselyPlugin = {
      transformQuery({ node }) {
        // A process that was killed does nothing more.
        writes -= 1
        if (writes <= 0) throw new Killed()
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const mortal = process({ db: database.db.withPlugin(killing) }, clock)
    const second = process(other, clock)
    const halves = [shuffled(day, pick), shuffled(day, pick)] as const
    for (const [n, delivery] of halves[0].entries()) {
      await Promise.all([first.take(delivery), halves[1][n] && second.take(halves[1][n])])
      if (n % 40 !== 0) continue
      writes = 1 + pick(40)
      const killed = mortal.decide().catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error
      })
      await Promise.all([killed, n % 80 === 0 ? second.decide() : null])
    }
    await Promise.all([first.decide(), second.decide()])
    expect(await outcome(database.db)).toEqual(asSent)
    const counted = await database.db
      .selectFrom('alert_delivery')
      .select(['times', 'counted', 'decided_at'])
      .execute()
    expect(counted.filter((one) => one.times !== one.counted || one.decided_at === null)).toEqual([])
    const heard = await database.db
      .selectFrom('alert')
      .select((e) => e.fn.sum<number>('heard').as('sum'))
      .executeTakeFirstOrThrow()
    expect(Number(heard.sum)).toBe(2 * day.length)
    if (database.engine === 'postgres') await other[Symbol.asyncDispose]()
  })
})
