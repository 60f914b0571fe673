import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reminder (
      incident integer not null references incident (number),
      key text not null,
      nth integer not null,
      cause text not null,
      person text,
      asked_at timestamptz not null,
      settled_at timestamptz,
      snoozed_until timestamptz,
      muted boolean not null,
      primary key (incident, key, nth)
    )`.execute(db)
}
