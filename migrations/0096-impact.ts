import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Said by people, long after the fact or never: the figures count from the declaration where it is null.
  await sql`
    alter table incident
      add column impact_start timestamptz,
      add column impact_end timestamptz`.execute(db)
}
