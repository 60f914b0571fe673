/** Reads what is firing now, and what is known of the alerts of an incident. */
import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { alertSeverities } from './sighting.ts'
import type { AlertCount, FiringNow, NotUseful } from './alert-list.ts'

const bySeverity = sql<number>`array_position(${sql.lit(`{${alertSeverities.join(',')}}`)}::text[], severity)`

/** Groups that are not over, the worst first, of one service where it is named. */
export async function firingNow(db: Db, service: string | null, limit: number): Promise<FiringNow> {
  const rows = await db
    .selectFrom('alert_group')
    .select([
      'number',
      'rule',
      'service',
      'title',
      'severity',
      'state',
      'firing',
      'unknown',
      'resolved',
      'incident',
    ])
    .select(['first_at as firstAt', 'acknowledged_by as acknowledgedBy', 'quiet_until as quietUntil'])
    .select(sql<number>`(count(*) over ())::int`.as('of'))
    .where('state', '<>', 'resolved')
    .where('merged_into', 'is', null)
    .$if(service !== null, (q) => q.where('service', '=', service))
    .orderBy(bySeverity)
    .orderBy('first_at', 'desc')
    .limit(limit)
    .execute()
  return { groups: rows, of: rows[0]?.of ?? 0 }
}

/** How many alerts of an incident fire, and how many are over; null where it has none. */
export async function alertCount(db: Db, incident: number): Promise<AlertCount | null> {
  const row = await db
    .selectFrom('alert_group')
    .select((eb) => [
      eb.fn.sum<string | null>(eb('firing', '+', eb.ref('unknown'))).as('firing'),
      eb.fn.sum<string | null>('resolved').as('cleared'),
    ])
    .where('incident', '=', incident)
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  // Without a group the sums are null.
  if (row === undefined || row.firing === null) return null
  return { firing: Number(row.firing), cleared: Number(row.cleared) }
}

/** The services that alerts name, those of the most alerts first. */
export async function servicesOfAlerts(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('alert')
    .select('service')
    .where('service', 'is not', null)
    .groupBy('service')
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .limit(limit)
    .$narrowType<{ service: string }>()
    .execute()
  return rows.map(({ service }) => service)
}

/** Rules whose groups began in this time and were found not useful, the most often named first. */
export async function notUsefulBetween(db: Db, from: Date, to: Date): Promise<NotUseful[]> {
  const { rows } = await sql<NotUseful>`
    select coalesce(labels->>'rule', title) as rule, service,
      count(not_useful_at)::int as times, count(*)::int as of
    from alert_group
    where made_at >= ${from} and made_at < ${to} and merged_into is null
    group by coalesce(labels->>'rule', title), service
    having count(not_useful_at) > 0
    order by times desc, rule, service
    limit 10`.execute(db)
  return rows
}
