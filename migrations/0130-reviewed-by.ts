import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Publishing asks once more where only the owner has read it.
  await sql`alter table postmortem add column reviewed_by text`.execute(db)
}
