import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // A row counted up in the transaction that uses the number: a sequence would skip after a kill.
  await sql`create table counter (name text primary key, value integer not null)`.execute(db)
}
