import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The last time the person did anything in Slack that came here: whoever acts after a hand-over is there.
  await sql`alter table person add column acted_at timestamptz`.execute(db)
}
