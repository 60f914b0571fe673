import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The ways to reach people besides Slack: only their owner and the way of a page read them.
  await sql`
    create table contact_method (
      id text primary key,
      person text not null,
      kind text not null,
      value text not null,
      place integer not null,
      added_at timestamptz not null,
      verified_at timestamptz,
      retired_at timestamptz,
      retired_code text
    )`.execute(db)
  await sql`create index contact_method_of on contact_method (person)`.execute(db)
  await sql`create index contact_method_value on contact_method (value)`.execute(db)
  // Codes to verify them, and tests. The code itself is nowhere: it is made from the id and a secret outside.
  await sql`
    create table contact_message (
      id text primary key,
      method text not null,
      person text not null,
      purpose text not null,
      value_hash text not null,
      made_at timestamptz not null,
      expires_at timestamptz not null,
      tries integer not null,
      used_at timestamptz
    )`.execute(db)
  await sql`create index contact_message_of on contact_message (person)`.execute(db)
  await sql`create index contact_message_to on contact_message (value_hash)`.execute(db)
  await sql`
    create table contact_setting (
      person text primary key,
      until_answered boolean not null,
      weekly_test text
    )`.execute(db)
}
