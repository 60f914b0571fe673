import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // People who left are forgotten after a time that the policy says. The row stays, so that Slack's list, which names
  // them for ever, does not bring their name back.
  await sql`alter table person add column departed_at timestamptz`.execute(db)
  await sql`alter table person add column erased_at timestamptz`.execute(db)
  await sql`create index person_left on person (departed_at) where departed_at is not null and erased_at is null`.execute(
    db,
  )
  // So are incidents.
  await sql`create index incident_closed on incident (closed_at) where closed_at is not null`.execute(db)
}
