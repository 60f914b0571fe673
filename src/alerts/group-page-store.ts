/** What decides if a group of alerts pages: its storm, the incident it belongs to, its ladder; and what came of its page. */
import { sql } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { wakeAll } from '#due/due-store.ts'
import { urgencies } from '#urgency.ts'
import type { AlertGroup } from './alert-group.ts'

export interface GroupPaging {
  takenBackAt: Date | null
  stormOf: number | null
  climb: 'climbing' | 'answered' | 'exhausted' | 'cancelled' | null
  /** Groups that its page stands for, which are not over. */
  carried: number
}

export async function groupPaging(db: Db, number: number): Promise<GroupPaging> {
  return db
    .selectFrom('alert_group')
    .select(['taken_back_at as takenBackAt', 'storm_of as stormOf'])
    .select((e) => [
      e
        .selectFrom('escalation')
        .select('escalation.state')
        .where('escalation.alert_group', '=', number)
        .orderBy('nth', 'desc')
        .limit(1)
        .as('climb'),
      e
        .selectFrom('alert_group as one')
        .select(() => sql<number>`count(*)::integer`.as('count'))
        .where('one.storm_of', '=', number)
        .where('one.state', '<>', 'resolved')
        .$asScalar()
        .$notNull()
        .as('carried'),
    ])
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
}

/**
 * The group that pages for all of its route: the one of the storm that pages or has been answered, else the first of the
 * last minute. Null while fewer than `from` alerts are new.
 */
export async function stormLead(
  db: Db,
  { route, number }: Pick<AlertGroup, 'route' | 'number'>,
  from: number,
  now: Date,
): Promise<number | null> {
  const since = new Date(+now - 60_000)
  const { alerts, first } = await db
    .selectFrom('alert_group')
    .select((e) => [
      e.fn.coalesce(e.fn.sum<number>(sql`firing + unknown + resolved`), sql<number>`0`).as('alerts'),
      e.fn.min('number').as('first'),
    ])
    .where('route', '=', route)
    .where('made_at', '>', since)
    .where('merged_into', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(alerts) <= from) return null
  const lead = await db
    .selectFrom('alert_group')
    .innerJoin('escalation', 'escalation.alert_group', 'alert_group.number')
    .select((e) => e.fn.min('alert_group.number').as('number'))
    .where('route', '=', route)
    .where('alert_group.incident', 'is', null)
    .where('alert_group.state', '<>', 'resolved')
    .where('escalation.state', 'in', ['climbing', 'answered'])
    .executeTakeFirst()
  const found = lead?.number ?? first
  return found === number ? null : found
}

/** An open incident about the service, in which this group began or that has a group which is as near. A private one and a drill have their own. */
export async function incidentToJoin(
  db: Db,
  { number, service, firstAt, rule }: Pick<AlertGroup, 'number' | 'service' | 'firstAt' | 'rule'>,
): Promise<number | null> {
  if (service === null) return null
  const near = new Date(+firstAt - rule.window)
  const row = await db
    .selectFrom('incident')
    .select('incident.number')
    .where(sql<boolean>`incident.services @> array[${service}]::text[]`)
    .where('private', '=', false)
    .where('drill', '=', false)
    .where('resolved_at', 'is', null)
    .where('closed_at', 'is', null)
    .where((e) =>
      e.or([
        e('declared_at', '>=', near),
        e.exists(
          e
            .selectFrom('alert_group')
            .select('alert_group.number')
            .whereRef('alert_group.incident', '=', 'incident.number')
            .where('alert_group.number', '<>', number)
            .where('alert_group.last_at', '>=', near),
        ),
      ]),
    )
    .orderBy('incident.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? null
}

export async function setPaged(trx: Trx, number: number, severity: string | null): Promise<void> {
  await trx
    .updateTable('alert_group')
    .set({ page_severity: severity, storm_of: null })
    .where('number', '=', number)
    .execute()
}

export async function countTakenBack(trx: Trx, number: number, now: Date): Promise<void> {
  await trx
    .updateTable('alert_group')
    .set((e) => ({ taken_back: e('taken_back', '+', 1), taken_back_at: now }))
    .where('number', '=', number)
    .execute()
}

/** Lets the page of `lead` stand for this group too. */
export async function followStorm(trx: Trx, number: number, lead: number): Promise<void> {
  await trx.updateTable('alert_group').set({ storm_of: lead }).where('number', '=', number).execute()
}

/** Writes the incident of a group and of those it stands for. Returns their numbers. */
export async function giveToIncident(trx: Trx, number: number, incident: number): Promise<number[]> {
  const rows = await trx
    .updateTable('alert_group')
    .set({ incident })
    .where((e) => e.or([e('number', '=', number), e('storm_of', '=', number)]))
    .where('incident', 'is', null)
    .returning('number')
    .execute()
  return rows.map((row) => row.number)
}

/** Shows the pages of a group again to their people, at most every half minute while it grows. */
export async function wakeItsPages(trx: Trx, number: number, at: Date): Promise<void> {
  const rows = await trx
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .select('page.person')
    .distinct()
    .where('escalation.alert_group', '=', number)
    .execute()
  await wakeAll(
    trx,
    rows.map(({ person }) => [dueKey('pages', person), { at, urgency: urgencies.page }]),
  )
}
