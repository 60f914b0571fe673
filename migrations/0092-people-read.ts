import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Somebody whom the database does not know is a mistake of the policy only once everybody was read.
  await sql`alter table workspace add column people_read_at timestamptz, add column owner text`.execute(db)
}
