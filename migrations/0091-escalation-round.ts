import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // A ladder that ended without an answer begins again, as another climb.
  await sql`alter table escalation add column round integer not null default 1`.execute(db)
}
