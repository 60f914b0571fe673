import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // People are paged for a group of alerts as for an incident. A group that becomes one keeps its pages and fills `incident`.
  await sql`alter table escalation alter column incident drop not null`.execute(db)
  await sql`alter table escalation add column alert_group integer`.execute(db)
  await sql`
    alter table escalation add constraint escalation_subject check (incident is not null or alert_group is not null)`.execute(
    db,
  )
  await sql`create unique index escalation_group on escalation (alert_group, nth) where alert_group is not null`.execute(
    db,
  )
}
