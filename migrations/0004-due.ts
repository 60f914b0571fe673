import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table due (
      key text primary key,
      due_at timestamptz not null,
      urgency integer not null,
      seq integer not null default 1
    )`.execute(db)
  await sql`create index due_next on due (due_at)`.execute(db)
}
