import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The people whom a page goes to when nobody answers it: none at the end of a ladder, null where that is not known.
  await sql`alter table page add column next_up text[]`.execute(db)
}
