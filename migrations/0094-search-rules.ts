import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The rules by which a document's words were made: those made by older rules are made again.
  await sql`alter table search_document add column rules integer not null default 1`.execute(db)
}
