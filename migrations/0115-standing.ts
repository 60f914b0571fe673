import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Lists say for how long an incident has been as it is, and whether stakeholders are kept waiting.
  await sql`
    alter table incident
      add column status_since timestamptz,
      add column updated_at timestamptz,
      add column next_update_at timestamptz`.execute(db)
  await sql`
    update incident set
      status_since = coalesce((
        select max(event.at) from incident_event event
        where event.incident = incident.number
          and (event.type in ('status changed', 'resolved', 'reopened', 'cancelled', 'merged', 'closed')
            or (event.type = 'acknowledged' and not exists (
              select from incident_event earlier
              where earlier.incident = event.incident and earlier.seq < event.seq and earlier.type = 'status changed')))
      ), incident.declared_at),
      updated_at = last.at,
      next_update_at = (last.data->>'nextAt')::timestamptz
    from incident one
      left join lateral (
        select event.at, event.data from incident_event event
        where event.incident = one.number and event.type = 'update posted'
        order by event.seq desc limit 1
      ) last on true
    where one.number = incident.number`.execute(db)
}
