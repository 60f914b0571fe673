import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Apps by name, and the people whose words a message passes on: erasing somebody finds them there.
  await sql`
    alter table message
      add column app text,
      add column forwarded text[] not null default '{}'`.execute(db)
  await sql`create index message_forwarded on message using gin (forwarded) where forwarded <> '{}'`.execute(
    db,
  )
  // Channels and user groups that somebody mentioned, by Slack's id. No name: a private one, or unknown.
  await sql`
    create table mentioned_name (
      id text primary key,
      name text,
      looked_at timestamptz
    )`.execute(db)
  await sql`
    insert into mentioned_name (id)
    select distinct found[1] from message,
      regexp_matches(text, '<(?:#|!subteam.)([CGS][A-Z0-9_]+)[|]?>', 'g') found`.execute(db)
}
