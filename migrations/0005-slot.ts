import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table slot (
      owner text not null,
      name text not null,
      kind text not null,
      done_hash text,
      channel text,
      ts text,
      attempt integer not null,
      first_sent_at timestamptz,
      started_at timestamptz,
      retry_at timestamptz,
      refused text,
      refused_hash text,
      deleted integer not null,
      detail jsonb not null,
      primary key (owner, name)
    )`.execute(db)
  // A click, a deletion or a command arrives with a channel and asks whose it is.
  await sql`create index slot_channel on slot (channel, ts)`.execute(db)
}
