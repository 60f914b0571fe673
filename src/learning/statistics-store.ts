/** Counts incidents in the database, without private ones, drills, and the cancelled or merged. */
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Status } from '#incidents/incident.ts'
import { asleepUntil } from '#escalation/night.ts'
import { findPeople } from '#people/person-store.ts'
import {
  boundsOf,
  everyMonth,
  type Group,
  type Load,
  noFigures,
  type Scope,
  type Statistics,
} from './statistics.ts'

export async function statisticsOf(db: Db, scope: Scope): Promise<Statistics> {
  const counted = countedIn(scope)
  const groups = await groupsOf(db, counted, scope)
  const named = (by: Grouped['by']) => groups.filter((group) => group.by === by)
  return {
    all: groups.find(({ by }) => by === 'all') ?? noFigures,
    bySeverity: named('severity'),
    bySquad: named('squad').toSorted((a, b) => b.count - a.count),
    byService: await byService(db, counted),
    byMonth: everyMonth(scope, named('month')),
    byPerson: await loads(db, counted),
    inStatus: await timeInStatus(db, counted),
    ...(await promises(db, counted)),
  }
}

function countedIn(scope: Scope): RawBuilder<unknown> {
  const { from, to } = boundsOf(scope)
  const ofSquad = scope.squad === null ? sql`` : sql`and squad = ${scope.squad}`
  const ofService = scope.service === null ? sql`` : sql`and services @> ${[scope.service]}::text[]`
  return sql`(
    select * from incident
    where not private and not drill and status not in ('cancelled', 'merged')
      and declared_at >= ${from} and declared_at < ${to} ${ofSquad} ${ofService})`
}

interface Grouped extends Group {
  by: 'all' | 'severity' | 'squad' | 'month'
}

/** Medians of the times. What was declared or acknowledged before it began took no time; what never happened is not counted. */
function figures(): RawBuilder<unknown> {
  const median = (from: RawBuilder<unknown>, column: string) => sql`
    round(percentile_cont(0.5) within group (
      order by greatest(0, extract(epoch from ${sql.ref(column)} - ${from})))
      filter (where ${sql.ref(column)} - ${from} is not null) * 1000)::float8`
  const start = sql`coalesce(impact_start, declared_at)`
  return sql`
      count(*)::int as count,
      count(impact_start)::int as started,
      ${median(sql`impact_start`, 'declared_at')} as "toDetect",
      ${median(start, 'acknowledged_at')} as "toAcknowledge",
      ${median(start, 'resolved_at')} as "toResolve"`
}

async function byService(db: Db, counted: RawBuilder<unknown>): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select name, ${figures()}
    from ${counted} one, unnest(services) name
    group by name
    order by count(*) desc, name`.execute(db)
  return rows
}

async function groupsOf(db: Db, counted: RawBuilder<unknown>, { timeZone }: Scope): Promise<Grouped[]> {
  const { rows } = await sql<Grouped>`
    select
      case 0 when grouping(severity) then 'severity' when grouping(squad) then 'squad'
        when grouping(month) then 'month' else 'all' end as "by",
      coalesce(severity, squad, month, case grouping(squad) when 0 then 'no squad' else 'not set' end) as name,
      ${figures()}
    from (select *, to_char(declared_at at time zone ${timeZone}, 'YYYY-MM') as month from ${counted} counted) one
    group by grouping sets ((severity), (squad), (month), ())
    order by name`.execute(db)
  return rows
}

async function loads(db: Db, counted: RawBuilder<unknown>): Promise<Load[]> {
  const { rows } = await sql<{ user: string; at: Date }>`
    select page.person as "user", page.queued_at as at
    from page join escalation on escalation.id = page.escalation join ${counted} one on one.number = escalation.incident`.execute(
    db,
  )
  const people = await findPeople(
    db,
    rows.map(({ user }) => user),
  )
  const all = [...Map.groupBy(rows, ({ user }) => user)].map(([user, pages]) => {
    const { name = 'somebody', timeZone = 'UTC' } = people.get(user) ?? {}
    return {
      name,
      pages: pages.length,
      atNight: pages.filter(({ at }) => asleepUntil(timeZone, at) !== null).length,
    }
  })
  return all.toSorted((a, b) => b.pages - a.pages || b.atNight - a.atNight || (a.name < b.name ? -1 : 1))
}

/** Counts an acknowledgement only where it follows the declaration; a later one does not change the status. */
async function timeInStatus(db: Db, counted: RawBuilder<unknown>): Promise<Statistics['inStatus']> {
  const { rows } = await sql<{ status: Status; ms: number }>`
    with step as (
      select incident, seq, event.at, type, data,
        lag(type) over (partition by incident order by seq) as previous
      from incident_event event join ${counted} counted on number = incident
      where resolved_at is not null
        and type in ('declared', 'acknowledged', 'status changed', 'resolved', 'reopened', 'closed')
    ), entered as (
      select incident,
        case type when 'status changed' then data->>'to' when 'reopened' then 'investigating' else type end as status,
        lead(at) over (partition by incident order by seq) - at as lasted
      from step where type <> 'acknowledged' or previous = 'declared'
    ), spent as (
      select status, sum(lasted) as lasted from entered
      where status not in ('resolved', 'closed') and lasted is not null
      group by incident, status
    )
    select status, round(percentile_cont(0.5) within group (order by extract(epoch from lasted)) * 1000)::float8 as ms
    from spent group by status
    order by array_position(array['declared', 'acknowledged', 'investigating', 'fixing', 'monitoring'], status)`.execute(
    db,
  )
  return rows
}

async function promises(
  db: Db,
  counted: RawBuilder<unknown>,
): Promise<Pick<Statistics, 'postmortems' | 'actions'>> {
  const { rows } = await sql<{ postmortems: Statistics['postmortems']; actions: Statistics['actions'] }>`
    select
      (select json_build_object('done', count(*) filter (where postmortem.status = 'published'), 'of', count(*))
        from postmortem join ${counted} one on one.number = incident where postmortem.status <> 'waived') as postmortems,
      (select json_build_object('closed', count(*) filter (where state <> 'open'), 'of', count(*))
        from action_item join ${counted} two on two.number = incident) as actions`.execute(db)
  return rows[0] ?? { postmortems: { done: 0, of: 0 }, actions: { closed: 0, of: 0 } }
}
