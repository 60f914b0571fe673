import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table handled (key text primary key, at timestamptz not null, outcome jsonb not null)`.execute(
    db,
  )
  await sql`create index handled_at on handled (at)`.execute(db)
}
