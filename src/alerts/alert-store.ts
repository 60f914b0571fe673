/** Alerts and their episodes in the database. Called in the one transaction that decides at a time. */
import { sql } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import { readMark, storedMark } from './alert-mark.ts'
import { rowSlices } from './row-slices.ts'
import type { KnownAlert } from './known-alert.ts'

const columns = [
  'id',
  'source',
  'key',
  'state',
  'title',
  'body',
  'severity',
  'labels',
  'links',
  'rule',
  'marks',
  'content_rank as contentRank',
  'first_heard_at as firstHeardAt',
  'last_heard_at as lastHeardAt',
  'heard',
  'longest_gap_s as longestGap',
  'delivery',
] as const

export async function alertsWith(db: Db, ids: readonly string[]): Promise<Map<string, KnownAlert>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('alert').select(columns).where('id', 'in', ids).execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...row,
        marks: row.marks.map(readMark),
        longestGap: row.longestGap === null ? null : row.longestGap * 1_000,
      },
    ]),
  )
}

/** What is written of an alert besides what is known: its service, its latest episode, and when it becomes unknown. */
export interface SavedAlert extends KnownAlert {
  service: string | null
  startsAt: Date | null
  endsAt: Date | null
  silentAt: Date | null
}

export async function saveAlerts(trx: Trx, alerts: readonly SavedAlert[]): Promise<void> {
  for (const part of rowSlices(alerts)) {
    await trx
      .insertInto('alert')
      .values(part.map(rowOf))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((e) => ({
          state: e.ref('excluded.state'),
          title: e.ref('excluded.title'),
          body: e.ref('excluded.body'),
          severity: e.ref('excluded.severity'),
          labels: e.ref('excluded.labels'),
          links: e.ref('excluded.links'),
          rule: e.ref('excluded.rule'),
          service: e.ref('excluded.service'),
          marks: e.ref('excluded.marks'),
          content_rank: e.ref('excluded.content_rank'),
          starts_at: e.ref('excluded.starts_at'),
          ends_at: e.ref('excluded.ends_at'),
          first_heard_at: e.ref('excluded.first_heard_at'),
          last_heard_at: e.ref('excluded.last_heard_at'),
          heard: e.ref('excluded.heard'),
          longest_gap_s: e.ref('excluded.longest_gap_s'),
          silent_at: e.ref('excluded.silent_at'),
          delivery: e.ref('excluded.delivery'),
        })),
      )
      .execute()
  }
}

function rowOf(alert: SavedAlert) {
  return {
    id: alert.id,
    source: alert.source,
    key: alert.key,
    state: alert.state,
    title: alert.title,
    body: alert.body,
    severity: alert.severity,
    labels: JSON.stringify(alert.labels),
    links: JSON.stringify(alert.links),
    rule: alert.rule,
    service: alert.service,
    marks: JSON.stringify(alert.marks.map(storedMark)),
    content_rank: alert.contentRank,
    starts_at: alert.startsAt,
    ends_at: alert.endsAt,
    first_heard_at: alert.firstHeardAt,
    last_heard_at: alert.lastHeardAt,
    heard: alert.heard,
    longest_gap_s: alert.longestGap === null ? null : Math.ceil(alert.longestGap / 1_000),
    silent_at: alert.silentAt,
    delivery: alert.delivery,
  }
}

/** Milliseconds that nine of ten alerts of this source were silent at most while they fired; null when none came twice. */
export async function usualGap(trx: Trx, source: string): Promise<number | null> {
  const { rows } = await sql<{ gap: number | null }>`
    select percentile_disc(0.9) within group (order by longest_gap_s) as gap from (
      select longest_gap_s from alert
      where source = ${source} and longest_gap_s is not null
      order by last_heard_at desc limit 200
    ) lately`.execute(trx)
  const gap = rows[0]?.gap ?? null
  return gap === null ? null : gap * 1_000
}
