/** Groups of alerts in the database, for whoever shows them, pages for them, or says something of them. */
import { sql, type Updateable } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import type { Schema } from '#db/schema.ts'
import { dueKey } from '#due/due-key.ts'
import { wakeAll } from '#due/due-store.ts'
import { urgencies } from '#urgency.ts'
import type { AlertGroup, GroupAlert } from './alert-group.ts'
import { alertSeverities } from './sighting.ts'

const columns = [
  'number',
  'route',
  'rule',
  'bucket',
  'labels',
  'service',
  'title',
  'severity',
  'state',
  'first_at as firstAt',
  'last_at as lastAt',
  'made_at as madeAt',
  'changed_at as changedAt',
  'resolved_at as resolvedAt',
  'firing',
  'unknown',
  'resolved',
  'merged_into as mergedInto',
  'incident',
  'acknowledged_by as acknowledgedBy',
  'acknowledged_at as acknowledgedAt',
  'quiet_until as quietUntil',
  'quiet_by as quietBy',
  'not_useful_by as notUsefulBy',
  'not_useful_at as notUsefulAt',
] as const

export type StoredAlertGroup = AlertGroup & { bucket: string }

export async function alertGroupOf(db: Db, number: number): Promise<StoredAlertGroup | undefined> {
  return db.selectFrom('alert_group').select(columns).where('number', '=', number).executeTakeFirst()
}

/** As `alertGroupOf`; nothing else changes the group until this transaction ends. */
export async function lockAlertGroup(trx: Trx, number: number): Promise<StoredAlertGroup | undefined> {
  return trx
    .selectFrom('alert_group')
    .select(columns)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
}

export async function alertGroupsWith(db: Db, numbers: readonly number[]): Promise<StoredAlertGroup[]> {
  if (numbers.length === 0) return []
  return db.selectFrom('alert_group').select(columns).where('number', 'in', numbers).execute()
}

/** Groups of the bucket in which something was said to fire between these times. */
export async function alertGroupsNear(
  db: Db,
  bucket: string,
  from: Date,
  to: Date,
): Promise<StoredAlertGroup[]> {
  return db
    .selectFrom('alert_group')
    .select(columns)
    .where('bucket', '=', bucket)
    .where('last_at', '>=', from)
    .where('first_at', '<=', to)
    .where('merged_into', 'is', null)
    .execute()
}

/** What people say of a group, and what became of it. */
export type GroupPatch = Pick<
  Updateable<Schema['alert_group']>,
  | 'incident'
  | 'acknowledged_by'
  | 'acknowledged_at'
  | 'quiet_until'
  | 'quiet_by'
  | 'not_useful_by'
  | 'not_useful_at'
>

/** Writes what a person said, and wakes the group. */
export async function changeAlertGroup(
  trx: Trx,
  number: number,
  patch: GroupPatch,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('alert_group')
    .set({ ...patch, changed_at: now })
    .where('number', '=', number)
    .execute()
  await wakeAlertGroups(trx, [number], now)
}

/** Has each of them looked at: by those who page, and by those who show. */
export async function wakeAlertGroups(trx: Trx, numbers: Iterable<number>, at: Date): Promise<void> {
  await wakeAll(
    trx,
    [...numbers].flatMap((number) => [
      [dueKey('group', number), { at, urgency: urgencies.page }] as const,
      [dueKey('group-shown', number), { at, urgency: urgencies.room }] as const,
    ]),
  )
}

/** Alerts of the group by its latest episodes: those that fire first, the worst first, then the earliest. */
export async function alertsOfGroup(db: Db, number: number, most: number): Promise<GroupAlert[]> {
  return db
    .with('latest', (q) =>
      q
        .selectFrom('alert_episode')
        .selectAll()
        .distinctOn('alert')
        .where('group_number', '=', number)
        .orderBy('alert')
        .orderBy('starts_at', 'desc'),
    )
    .selectFrom('latest')
    .innerJoin('alert', 'alert.id', 'latest.alert')
    .select([
      'alert.id',
      'alert.source',
      'alert.key',
      'latest.state',
      'alert.title',
      'alert.body',
      'latest.severity',
      'alert.labels',
      'alert.links',
      'alert.rule',
      'alert.service',
      'latest.starts_at as startsAt',
      'latest.ends_at as endsAt',
      'alert.heard',
      'alert.last_heard_at as lastHeardAt',
    ])
    .orderBy(byState('latest'))
    .orderBy(bySeverity('latest'))
    .orderBy('latest.starts_at')
    .orderBy('alert.id')
    .limit(most)
    .execute()
}

const inOrder = (column: string, words: readonly string[]) =>
  sql<number>`array_position(array[${sql.join(words.map((word) => sql.lit(word)))}]::text[], ${sql.ref(column)})`
const byState = (table: string) => inOrder(`${table}.state`, ['firing', 'unknown', 'resolved'])
const bySeverity = (table: string) => inOrder(`${table}.severity`, alertSeverities)

/** A group that is new. All the rest of it follows from its episodes. */
export type NewAlertGroup = Pick<StoredAlertGroup, 'number' | 'route' | 'rule' | 'bucket' | 'labels'>

export async function insertAlertGroups(
  trx: Trx,
  groups: readonly NewAlertGroup[],
  now: Date,
): Promise<void> {
  if (groups.length === 0) return
  await trx
    .insertInto('alert_group')
    .values(
      groups.map(({ number, route, rule, bucket, labels }) => ({
        number,
        route,
        rule: JSON.stringify(rule),
        bucket,
        labels: JSON.stringify(labels),
        service: null,
        title: '',
        severity: 'info' as const,
        state: 'firing' as const,
        first_at: now,
        last_at: now,
        made_at: now,
        changed_at: now,
        resolved_at: null,
        firing: 0,
        unknown: 0,
        resolved: 0,
        merged_into: null,
      })),
    )
    .execute()
}

/** Writes what follows from the episodes of these groups. The result: those in which something changed. */
export async function refreshAlertGroups(trx: Db, numbers: readonly number[], now: Date): Promise<number[]> {
  if (numbers.length === 0) return []
  const { rows } = await sql<{ number: number }>`
    with episode as (
      select * from alert_episode where group_number in (${sql.join(numbers)})
    ), latest as (
      select distinct on (group_number, alert) * from episode order by group_number, alert, starts_at desc
    ), figures as (
      select group_number,
        count(*) filter (where state = 'firing')::integer as firing,
        count(*) filter (where state = 'unknown')::integer as unknown,
        count(*) filter (where state = 'resolved')::integer as resolved
      from latest group by group_number
    ), bounds as (
      select group_number, min(starts_at) as first_at, max(last_at) as last_at, max(ends_at) as ends_at
      from episode group by group_number
    ), lead as (
      select distinct on (group_number) group_number, latest.severity, alert.title, alert.service
      from latest join alert on alert.id = latest.alert
      order by group_number, ${byState('latest')}, ${bySeverity('latest')}, latest.starts_at, alert.id
    ), fresh as (
      select f.group_number as number, f.firing, f.unknown, f.resolved, b.first_at, b.last_at, l.severity, l.title, l.service,
        case when f.firing > 0 then 'firing' when f.unknown > 0 then 'unknown' else 'resolved' end as state,
        case when f.firing + f.unknown = 0 then b.ends_at end as resolved_at
      from figures f join bounds b using (group_number) join lead l using (group_number)
    )
    update alert_group g set
      firing = fresh.firing, unknown = fresh.unknown, resolved = fresh.resolved, first_at = fresh.first_at,
      last_at = fresh.last_at, severity = fresh.severity, title = fresh.title, service = fresh.service,
      state = fresh.state, resolved_at = fresh.resolved_at, changed_at = ${now}
    from fresh where g.number = fresh.number and
      (g.firing, g.unknown, g.resolved, g.first_at, g.last_at, g.severity, g.title, g.service, g.state, g.resolved_at)
      is distinct from (fresh.firing, fresh.unknown, fresh.resolved, fresh.first_at, fresh.last_at, fresh.severity,
        fresh.title, fresh.service, fresh.state, fresh.resolved_at)
    returning g.number`.execute(trx)
  return rows.map(({ number }) => number)
}

/** Makes one group part of another, which takes over what people said of it. */
export async function mergeAlertGroup(trx: Trx, from: number, into: number, now: Date): Promise<void> {
  await sql`
    update alert_group g set
      incident = coalesce(g.incident, o.incident),
      acknowledged_at = coalesce(g.acknowledged_at, o.acknowledged_at),
      acknowledged_by = case when g.acknowledged_at is null then o.acknowledged_by else g.acknowledged_by end,
      quiet_until = greatest(g.quiet_until, o.quiet_until),
      quiet_by = coalesce(g.quiet_by, o.quiet_by),
      not_useful_at = coalesce(g.not_useful_at, o.not_useful_at),
      not_useful_by = coalesce(g.not_useful_by, o.not_useful_by)
    from alert_group o where g.number = ${into} and o.number = ${from}`.execute(trx)
  await trx
    .updateTable('alert_group')
    .set({ merged_into: into, state: 'resolved', firing: 0, unknown: 0, resolved: 0, changed_at: now })
    .where('number', '=', from)
    .execute()
  await trx.updateTable('alert_group').set({ merged_into: into }).where('merged_into', '=', from).execute()
}

/** The number of the next group. Nothing else is decided of alerts until this transaction ends. */
export async function nextAlertGroup(trx: Trx): Promise<number> {
  await trx
    .insertInto('counter')
    .values({ name: 'alert group', value: 0 })
    .onConflict((c) => c.doNothing())
    .execute()
  const row = await trx
    .selectFrom('counter')
    .select('value')
    .where('name', '=', 'alert group')
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row.value + 1
}

export async function countAlertGroups(trx: Trx, last: number): Promise<void> {
  await trx.updateTable('counter').set({ value: last }).where('name', '=', 'alert group').execute()
}
