import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // A page says who has it now and how it ended. Null in rows that an older version wrote last: nothing is said then.
  await sql`
    alter table incident
      add column roles jsonb,
      add column ended_by text,
      add column merged_into integer`.execute(db)
}
