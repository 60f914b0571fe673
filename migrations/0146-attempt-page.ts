import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The page an attempt rings for, and the ids by which systems outside name theirs.
  await sql`alter table attempt add column page text`.execute(db)
  await sql`create index attempt_page on attempt (page) where page is not null`.execute(db)
  await sql`create index attempt_reference on attempt (reference) where reference is not null`.execute(db)
  await sql`create index attempt_target on attempt (target)`.execute(db)
}
