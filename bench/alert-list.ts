/** Measures what people ask about alerts when very many are stored. */
import { sql } from 'kysely'
import { alertsOfGroup } from '#alerts/alert-group-store.ts'
import { alertCount, firingNow } from '#alerts/alert-list-lookup.ts'
import { openDatabase } from '#db/client.ts'
import type { Db } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import { type Finding, percentile, rounded, type Setting } from '../chaos/report.ts'

/** Milliseconds at the 95th percentile. */
const promised = 100

export async function alertListBench({ newDatabase, quick, progress }: Setting): Promise<Finding[]> {
  if (newDatabase === null)
    return [{ name: 'needs PostgreSQL', ok: null, figures: {}, problems: ['SKIPPED: it was not found'] }]
  const count = quick ? 10_000 : 100_000
  await using database = await openDatabase({
    url: await newDatabase(),
    dataDir: '',
    statementTimeout: 60_000,
  })
  const { db } = database
  await migrate(database)
  progress(0, 2, 'storing')
  await store(db, count)
  progress(1, 2, 'asking')
  const questions: Record<string, (nth: number) => Promise<unknown>> = {
    'what fires': () => firingNow(db, null, 60),
    'what fires of a service': (nth) => firingNow(db, `service-${nth % 40}`, 60),
    'the alerts of a group': (nth) => alertsOfGroup(db, 1 + (nth % (count / 5)), 200),
    'the alerts of an incident': (nth) => alertCount(db, 1 + (nth % 50)),
  }
  const findings: Finding[] = []
  for (const [name, ask] of Object.entries(questions)) {
    const took: number[] = []
    for (let nth = 0; nth < 100; nth++) {
      const began = performance.now()
      await ask(nth)
      took.push(performance.now() - began)
    }
    const p95 = percentile(took, 0.95)
    findings.push({
      name,
      ok: p95 <= promised,
      figures: { alerts: count, 'p50 ms': rounded(percentile(took, 0.5)), 'p95 ms': rounded(p95) },
    })
  }
  return findings
}

/** Five alerts a group; every 40th group is not over. */
async function store(db: Db, count: number): Promise<void> {
  const now = new Date('2026-11-30T12:00:00Z')
  await sql`
    insert into alert (id, source, key, state, title, body, severity, labels, links, rule, service, marks, content_rank,
      starts_at, first_heard_at, last_heard_at, heard)
    select 'alert ' || n, 'prom', 'key ' || n, case when n / 5 % 40 = 0 then 'firing' else 'resolved' end, 'Alert ' || n, '',
      (array['critical', 'error', 'warning', 'info'])[1 + n % 4], jsonb_build_object('instance', n), '[]', 'Rule ' || n % 300,
      'service-' || n / 5 % 40, '[]', '', ${now}, ${now}, ${now}, 3
    from generate_series(0, ${count - 1}::int) n`.execute(db)
  await sql`
    insert into alert_episode (alert, starts_at, last_at, ends_at, state, severity, group_number)
    select id, starts_at, starts_at, case when state = 'resolved' then starts_at end, state, severity,
      1 + substr(id, 7)::int / 5 from alert`.execute(db)
  await sql`
    insert into alert_group (number, route, rule, bucket, labels, service, title, severity, state, first_at, last_at, made_at,
      changed_at, firing, unknown, resolved, incident)
    select 1 + n, 'route', '{"do": "show", "when": {}, "groupBy": [], "window": 1800000, "severity": null}', 'bucket ' || n, '{}',
      'service-' || n % 40, 'Group ' || n, (array['critical', 'error', 'warning', 'info'])[1 + n % 4],
      case when n % 40 = 0 then 'firing' else 'resolved' end, ${now}, ${now}, ${now}, ${now},
      case when n % 40 = 0 then 5 else 0 end, 0, case when n % 40 = 0 then 0 else 5 end, case when n < 500 then 1 + n % 50 end
    from generate_series(0, ${count / 5 - 1}::int) n`.execute(db)
  await sql`analyze`.execute(db)
}
