/** Measures how soon monitorings are answered, how soon an alert is decided, and how long lists take on many stored alerts. */
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { alertGroupsNear, refreshAlertGroups } from '#alerts/alert-group-store.ts'
import { openDatabase } from '#db/client.ts'
import type { Db } from '#db/database.ts'
import { type Finding, percentile, rounded, type Setting } from '../chaos/report.ts'
import { waitUntil } from '../chaos/wait-until.ts'
import { openWorkplace, usualPolicy, type Workplace } from '../chaos/workplace.ts'

const secret = 'a-secret-of-the-bench'
const rules = `
sources: { prom: { kind: alertmanager } }
routes: [{ when: { severity: warning }, do: keep, group_by: [service] }]
`
/** Deliveries a second that must be stored, and milliseconds of an answer at the 99th percentile. */
const [enough, soon] = [1_000, 50]

export async function alertsBench(setting: Setting): Promise<Finding[]> {
  const databaseUrl = await setting.newDatabase?.()
  await using place = await openWorkplace({
    databaseUrl,
    policy: `${usualPolicy}${rules}`,
    patienceMs: 30_000,
  })
  const bot = await place.start({ MUSTER_SOURCE_PROM: secret })
  const count = setting.quick ? 2_000 : 10_000
  setting.progress(0, 4, 'a flood')
  const flooded = await flood(place, count)
  setting.progress(1, 4, 'an even pace')
  const paced = await pace(place, 200, setting.quick ? 5 : 20)
  setting.progress(2, 4, 'deciding')
  await waitForAll(place, databaseUrl, count)
  await bot.stop()
  await using database = await openDatabase({
    url: databaseUrl,
    dataDir: place.env['MUSTER_DATA'] ?? '',
    statementTimeout: 0,
  })
  setting.progress(3, 4, 'many stored alerts')
  const stored = await many(database.db, 100_000)
  setting.progress(4, 4, '')
  const perSecond = count / (flooded.took / 1_000)
  const p99 = percentile(paced, 0.99)
  const isPostgres = databaseUrl !== undefined
  return [
    {
      name: `${count} deliveries at once`,
      ok: flooded.refused === 0 && (isPostgres ? perSecond >= enough : null) !== false,
      figures: {
        'stored a second': Math.round(perSecond),
        refused: flooded.refused,
        engine: database.engine,
      },
    },
    {
      name: '200 deliveries a second',
      ok: isPostgres ? p99 <= soon : null,
      figures: {
        'p50 ms': rounded(percentile(paced, 0.5)),
        'p99 ms': rounded(p99),
        'longest ms': rounded(Math.max(...paced)),
      },
    },
    ...stored,
  ]
}

function letter(n: number): string {
  const labels = { alertname: `Rule${n % 40}`, service: `s${n % 200}`, severity: 'warning', pod: `p${n}` }
  const startsAt = new Date(Date.now() - 1_000).toISOString()
  return JSON.stringify({
    alerts: [
      { status: 'firing', labels, annotations: { summary: `Alert ${n}` }, startsAt, fingerprint: `f${n}` },
    ],
  })
}

async function send({ port }: Workplace, n: number): Promise<{ ok: boolean; ms: number }> {
  const began = performance.now()
  const answer = await fetch(`http://127.0.0.1:${port}/hooks/prom/${secret}`, {
    method: 'POST',
    body: letter(n),
  })
  await answer.arrayBuffer()
  return { ok: answer.status === 202, ms: performance.now() - began }
}

/** As fast as 64 connections can. */
async function flood(place: Workplace, count: number): Promise<{ took: number; refused: number }> {
  let [next, refused] = [0, 0]
  const began = performance.now()
  const lines = Array.from({ length: 64 }, async () => {
    while (next < count) if (!(await send(place, next++)).ok) refused += 1
  })
  await Promise.all(lines)
  return { took: performance.now() - began, refused }
}

async function pace(place: Workplace, perSecond: number, seconds: number): Promise<number[]> {
  const began = performance.now()
  const all: Promise<number>[] = []
  for (let n = 0; n < perSecond * seconds; n++) {
    await pause(Math.max(0, began + (n * 1_000) / perSecond - performance.now()))
    all.push(send(place, 1_000_000 + n).then(({ ms }) => ms))
  }
  return Promise.all(all)
}

/** On the embedded engine the bot alone can look: it is waited for by what it stores next. */
async function waitForAll(place: Workplace, url: string | undefined, count: number): Promise<void> {
  if (url === undefined) return pause(2_000)
  await using database = await openDatabase({ url, dataDir: place.env['MUSTER_DATA'] ?? '' })
  await waitUntil(
    async () => {
      const row = await database.db
        .selectFrom('alert_delivery')
        .select((e) => e.fn.countAll<number>().as('waiting'))
        .where('decided_at', 'is', null)
        .executeTakeFirstOrThrow()
      return Number(row.waiting) === 0
    },
    60_000 + count * 10,
  )
}

/** Alerts of a year, of which one in fifty fires. */
async function many(db: Db, count: number): Promise<Finding[]> {
  await sql`
    insert into alert (id, source, key, state, title, body, severity, labels, links, rule, service, marks, content_rank,
      starts_at, ends_at, first_heard_at, last_heard_at, heard, longest_gap_s, silent_at, delivery)
    select 'b' || n, 'prom', 'b' || n, case when n % 50 = 0 then 'firing' else 'resolved' end, 'Alert ' || n, '', 'warning', '{}', '[]',
      'Rule' || n % 40, 's' || n % 200, '[]', '', at, case when n % 50 = 0 then null else at end, at, at, 1, null, null, null
    from (select n, timestamptz '2026-01-01' + n * interval '5 minutes' as at from generate_series(1, ${count}::integer) n) of`.execute(
    db,
  )
  await sql`
    insert into alert_group (number, route, rule, bucket, labels, service, title, severity, state, first_at, last_at, made_at, changed_at,
      firing, unknown, resolved)
    select 1000000 + g, 'r', '{"when":{},"do":"keep","severity":null,"groupBy":[],"window":1800000}', 'b' || g % 200, '{}', 's' || g % 200,
      'Group ' || g, 'warning', 'resolved', at, at, at, at, 0, 0, 0
    from (select g, timestamptz '2026-01-01' + g * interval '50 minutes' as at from generate_series(0, ${count / 10}::integer) g) of`.execute(
    db,
  )
  await sql`
    insert into alert_episode (alert, starts_at, last_at, ends_at, state, severity, group_number)
    select id, starts_at, starts_at, ends_at, state, severity, 1000000 + substr(id, 2)::integer / 10 from alert where id like 'b%'`.execute(
    db,
  )
  await sql`analyze alert, alert_group, alert_episode`.execute(db)
  const times = { firing: [] as number[], near: [] as number[], refreshed: [] as number[] }
  for (let n = 0; n < 50; n++) {
    const at = new Date(Date.UTC(2026, 0, 1) + n * 86_400_000)
    times.firing.push(
      await timed(() =>
        db
          .selectFrom('alert')
          .select(['id', 'title', 'service'])
          .where('state', '<>', 'resolved')
          .orderBy('service')
          .limit(100)
          .execute(),
      ),
    )
    times.near.push(await timed(() => alertGroupsNear(db, `b${n}`, at, new Date(+at + 3_600_000))))
    times.refreshed.push(await timed(() => refreshAlertGroups(db, [1_000_000 + n], at)))
  }
  return Object.entries(times).map(([what, all]) => ({
    name: `${count} stored alerts: ${what}`,
    ok: percentile(all, 0.99) <= 100,
    figures: { 'p50 ms': rounded(percentile(all, 0.5)), 'p99 ms': rounded(percentile(all, 0.99)) },
  }))
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
