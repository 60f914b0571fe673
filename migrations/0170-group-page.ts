import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // In a storm the page of one group stands for those of its route. A page that nobody had to answer any more is counted.
  await sql`alter table alert_group add column storm_of integer`.execute(db)
  await sql`alter table alert_group add column taken_back integer not null default 0`.execute(db)
  await sql`alter table alert_group add column taken_back_at timestamptz`.execute(db)
  // As it was weighed when somebody was paged: the tier of a service may change.
  await sql`alter table alert_group add column page_severity text`.execute(db)
  await sql`create index alert_group_storm on alert_group (storm_of) where storm_of is not null`.execute(db)
}
