import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Addresses of calendars, as hashes: a stolen backup opens none. Those of calendar_secret come here at the next start.
  await sql`
    create table calendar_key (
      hash text primary key,
      person text not null,
      feed text not null,
      nonce text,
      made_at timestamptz not null
    )`.execute(db)
  await sql`create index calendar_key_of on calendar_key (person, feed)`.execute(db)
}
