import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table person (
      id text primary key,
      name text not null,
      time_zone text not null,
      email text,
      active boolean not null,
      guest boolean not null,
      dm_channel text,
      updated_at timestamptz not null
    )`.execute(db)
}
