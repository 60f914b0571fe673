import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Times of maintenance: alerts of the service, or with these labels, are kept and shown, and page nobody.
  await sql`
    create table alert_quiet (
      id integer primary key,
      service text,
      match jsonb not null,
      from_at timestamptz not null,
      to_at timestamptz not null,
      made_by text not null,
      made_at timestamptz not null,
      why text not null,
      ended_by text
    )`.execute(db)
  await sql`create index alert_quiet_until on alert_quiet (to_at)`.execute(db)
  // The last time a group was shown: one that grows fast is edited seldom.
  await sql`create table alert_group_shown (group_number integer primary key, shown_at timestamptz not null)`.execute(
    db,
  )
  await sql`create index alert_service on alert (service) where service is not null`.execute(db)
}
