import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table workspace (
      team_id text primary key,
      bot_user_id text not null,
      connected_at timestamptz not null
    )`.execute(db)
  // A second workspace would mix two companies' incidents under one counter.
  await sql`create unique index workspace_only_one on workspace ((true))`.execute(db)
}
