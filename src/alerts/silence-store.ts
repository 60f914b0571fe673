/** What sources have not been heard of for too long, read from the database. */
import { sql } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import { ownKey } from './known-alert.ts'

/** The last time each of these sources sent anything. */
export async function lastDeliveries(db: Db, sources: readonly string[]): Promise<Map<string, Date>> {
  if (sources.length === 0) return new Map()
  const rows = await db
    .selectFrom('alert_delivery')
    .select(['source', (e) => e.fn.max('last_received_at').as('at')])
    .where('source', 'in', sources)
    .groupBy('source')
    .execute()
  return new Map(rows.flatMap(({ source, at }) => (at === null ? [] : [[source, at] as const])))
}

/** Sources of which an alert says that they are silent. */
export async function silentSources(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('alert')
    .select('source')
    .where('key', '=', ownKey('silent'))
    .where('state', '=', 'firing')
    .execute()
  return rows.map(({ source }) => source)
}

/** Marks alerts that fire and have been silent for too long as unknown. The result: the groups they are in. */
export async function forgetSilent(trx: Trx, now: Date): Promise<number[]> {
  const { rows } = await sql<{ group_number: number }>`
    with silent as (
      update alert set state = 'unknown', silent_at = null
      where silent_at <= ${now} and state = 'firing'
      returning id
    )
    update alert_episode set state = 'unknown' from silent
    where alert_episode.alert = silent.id and alert_episode.state = 'firing'
    returning group_number`.execute(trx)
  return [...new Set(rows.map((row) => row.group_number))]
}

export async function nextSilence(db: Db): Promise<Date | null> {
  const row = await db
    .selectFrom('alert')
    .select((e) => e.fn.min('silent_at').as('at'))
    .where('silent_at', 'is not', null)
    .executeTakeFirst()
  return row?.at ?? null
}
