import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // A list longer than our own pace is gone on from, after a pause and after a restart.
  await sql`
    create table listing (
      key text primary key,
      begun_at timestamptz not null,
      cursors jsonb not null,
      found jsonb not null
    )`.execute(db)
  // An address that Slack has not been asked about yet is somebody; one it does not know is nobody.
  await sql`
    create table address_lookup (
      email text primary key,
      looked_at timestamptz not null
    )`.execute(db)
  // Of two accounts with one address the newest counts.
  await sql`alter table person add column changed_at timestamptz`.execute(db)
}
