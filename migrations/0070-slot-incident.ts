import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Lists, pages and replies ask for the room of an incident, and deletions for the incident of a room.
  await sql`
    alter table slot add column incident integer generated always as (
      case when owner ~ '^incident:[0-9]{1,9}$' then substr(owner, 10)::integer end
    ) stored`.execute(db)
  await sql`create index slot_incident on slot (incident, name) where incident is not null`.execute(db)
}
