import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // `seen_ts` orders what Slack said of a message; the other two are for finding what was deleted unheard.
  await sql`
    alter table message
      add column seen_ts text not null default '',
      add column read_at timestamptz,
      add column missing_since timestamptz`.execute(db)
  await sql`create index message_author on message (author)`.execute(db)
  await sql`create index message_at on message (at) where not deleted`.execute(db)
  // The point up to which a conversation was read back: one reading at a time, which continues from there.
  await sql`
    create table reading (
      incident integer not null references incident (number),
      channel text not null,
      thread_ts text not null,
      complete_from timestamptz,
      complete_to timestamptz,
      started_at timestamptz,
      cursor text not null,
      threads jsonb not null,
      in_threads boolean not null,
      oldest text,
      refused text,
      primary key (incident, channel, thread_ts)
    )`.execute(db)
}
