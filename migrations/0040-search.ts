import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The searchable words of an incident: its own record, and messages chosen for its timeline.
  await sql`
    create table search_document (
      incident integer primary key references incident (number),
      private boolean not null,
      drill boolean not null,
      seen_by text[] not null,
      recorded tsvector not null,
      told tsvector not null,
      words tsvector not null generated always as (recorded || told) stored
    )`.execute(db)
  await sql`create index search_document_words on search_document using gin (words)`.execute(db)
  // Incidents of the past that sounded like this one when it was declared.
  await sql`
    create table similar_past (
      incident integer not null references incident (number),
      nth integer not null,
      past integer not null references incident (number),
      primary key (incident, nth)
    )`.execute(db)
  await sql`create index incident_declared on incident (declared_at)`.execute(db)
}
