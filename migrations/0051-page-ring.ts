import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Presence is compared on Slack's clock; of pages sent before, ours is the best that is known.
  await sql`alter table page add column sent_ts text`.execute(db)
  await sql`
    update page set sent_ts = extract(epoch from sent_at)::numeric(16, 6)::text where sent_at is not null`.execute(
    db,
  )
  // An edit rings nobody: what was added to a message in silence rings by a message of its own then.
  await sql`alter table page add column rings_at timestamptz`.execute(db)
}
