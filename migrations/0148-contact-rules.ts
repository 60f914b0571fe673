import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // A person's own order of ways, as JSON; null for the policy's.
  await sql`alter table contact_setting add column rules text`.execute(db)
}
