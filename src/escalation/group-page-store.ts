/** Reads pages for groups of alerts, with what their person sees of the alerts. */
import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Callee, Severity, UserId } from '#incidents/incident.ts'
import { isWaitedFor, waitedFor } from './page.ts'
import type { PagedAlerts, ShownPage } from './page-view.ts'
import { groupName } from './subject.ts'

/** The most titles a page shows. */
const most = 5

/** A person's pages for groups since `since`, and those that still wait or whose alerts still fire. */
export async function groupPagesOf(db: Db, user: UserId, since: Date): Promise<ShownPage[]> {
  const rows = await groupPages(db)
    .where('page.person', '=', user)
    .where((eb) =>
      eb.or([
        eb('page.queued_at', '>', since),
        eb('page.status', 'in', waitedFor),
        eb('alert_group.resolved_at', 'is', null),
        eb('alert_group.resolved_at', '>', since),
      ]),
    )
    .execute()
  return withAlerts(db, rows)
}

export async function groupPage(db: Db, id: string): Promise<ShownPage | null> {
  const rows = await groupPages(db).where('page.id', '=', id).execute()
  return (await withAlerts(db, rows))[0] ?? null
}

function groupPages(db: Db) {
  return db
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .innerJoin('alert_group', 'alert_group.number', 'escalation.alert_group')
    .leftJoin('person', 'person.id', 'page.person')
    .select([
      'page.id',
      'page.person',
      'page.why',
      'page.status',
      'page.queued_at',
      'page.climbs_at',
      'page.silenced',
      'page.refused',
      'page.batch',
      'page.rings_at',
      'escalation.role',
      'escalation.answered_by',
      'escalation.state',
      'person.email',
    ])
    .select(['alert_group.number', 'alert_group.title', 'alert_group.service', 'alert_group.first_at'])
    .select(['alert_group.page_severity', 'alert_group.acknowledged_by', 'alert_group.quiet_until'])
    .where('escalation.incident', 'is', null)
}

type Row = Awaited<ReturnType<ReturnType<typeof groupPages>['execute']>>[number]

async function withAlerts(db: Db, rows: readonly Row[]): Promise<ShownPage[]> {
  const facts = await alertsIn(
    db,
    rows.map(({ number }) => number),
  )
  return rows.map((row) => ({
    id: row.id,
    user: row.person,
    email: row.email,
    subject: groupName(row.number),
    title: row.title,
    severity: row.page_severity as Severity | null,
    private: false,
    drill: false,
    why: row.why,
    role: row.role as Callee,
    askedBy: null,
    reason: null,
    since: row.first_at,
    at: row.queued_at,
    climbsAt: isWaitedFor(row) ? row.climbs_at : null,
    status: row.status,
    by: row.answered_by === row.person ? null : row.answered_by,
    holder: row.acknowledged_by,
    climbing: row.state === 'climbing',
    ended: null,
    roomChannel: null,
    drillIn: 'own',
    unreached: row.refused !== null,
    batch: row.batch,
    ringsAt: row.rings_at,
    silenced: row.silenced,
    alerts: {
      service: row.service,
      quietUntil: row.quiet_until,
      ...(facts.get(row.number) ?? { firing: 0, cleared: 0, worst: [row.title], links: [], over: null }),
    },
  }))
}

type Facts = Omit<PagedAlerts, 'service' | 'quietUntil'>

/** Counts of each group and of those it stands for, with the worst alerts, and the time since which none fires. */
async function alertsIn(db: Db, groups: readonly number[]): Promise<Map<number, Facts>> {
  if (groups.length === 0) return new Map()
  const numbers = [...new Set(groups)]
  const { rows } = await sql<{ lead: number } & Facts>`
    with member as (
      select coalesce(storm_of, number) as lead, number, state, firing + unknown as firing, resolved, resolved_at
      from alert_group where (number in (${sql.join(numbers)}) or storm_of in (${sql.join(numbers)})) and merged_into is null
    )
    select lead, sum(firing)::integer as firing, sum(resolved)::integer as cleared,
      case when bool_and(state = 'resolved') then max(resolved_at) end as over,
      coalesce(worst.titles, '{}') as worst, coalesce(worst.links, '[]'::jsonb) as links
    from member left join lateral (
      select array_agg(title order by place) as titles, (array_agg(links order by place))[1] as links from (
        select alert.title, alert.links, row_number() over (
          order by array_position(array['firing', 'unknown', 'resolved'], episode.state),
            array_position(array['critical', 'error', 'warning', 'info'], episode.severity), episode.starts_at, alert.id
        ) as place
        from alert_episode episode join alert on alert.id = episode.alert
        where episode.group_number in (select m.number from member m where m.lead = member.lead)
          and not exists (select from alert_episode later where later.alert = episode.alert
            and later.group_number = episode.group_number and later.starts_at > episode.starts_at)
        order by place limit ${most}
      ) one
    ) worst on true
    group by lead, worst.titles, worst.links`.execute(db)
  return new Map(rows.map(({ lead, ...facts }) => [lead, facts]))
}
