import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table incident (
      number integer primary key,
      title text not null,
      status text not null,
      severity text,
      squad text,
      private boolean not null,
      drill boolean not null,
      reporter text not null,
      declared_at timestamptz not null,
      acknowledged_at timestamptz,
      resolved_at timestamptz,
      closed_at timestamptz,
      version integer not null
    )`.execute(db)
  await sql`create index incident_open on incident (declared_at) where closed_at is null`.execute(db)
  await sql`
    create table incident_event (
      incident integer not null references incident (number),
      seq integer not null,
      at timestamptz not null,
      actor text,
      type text not null,
      data jsonb not null,
      primary key (incident, seq)
    )`.execute(db)
}
