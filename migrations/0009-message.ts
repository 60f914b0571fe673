import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table message (
      channel text not null,
      ts text not null,
      incident integer not null references incident (number),
      at timestamptz not null,
      thread_ts text,
      author text,
      by_app boolean not null,
      subtype text,
      text text not null,
      files jsonb not null,
      edited_ts text,
      deleted boolean not null,
      primary key (channel, ts)
    )`.execute(db)
  await sql`create index message_incident on message (incident, ts)`.execute(db)
  // Every text a message ever had; `edited_ts` is '' for the first.
  await sql`
    create table message_version (
      channel text not null,
      ts text not null,
      edited_ts text not null,
      text text not null,
      primary key (channel, ts, edited_ts)
    )`.execute(db)
  // Reactions and pins: the latest word on each, so that they may arrive in any order.
  await sql`
    create table message_mark (
      channel text not null,
      ts text not null,
      kind text not null,
      name text not null,
      person text not null,
      present boolean not null,
      event_ts text not null,
      primary key (channel, ts, kind, name, person)
    )`.execute(db)
}
