import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Declarations that wait for an answer to "really?", so that nothing typed is lost.
  await sql`
    create table kept_declaration (
      id text primary key,
      person text not null,
      wish jsonb not null,
      kept_at timestamptz not null
    )`.execute(db)
  await sql`create index kept_declaration_person on kept_declaration (person, kept_at)`.execute(db)
  // Each declaration asks how many this reporter has made of late.
  await sql`create index incident_reporter on incident (reporter, declared_at)`.execute(db)
  // Each page by name asks how many this person has sent of late.
  await sql`
    create index incident_event_escalated on incident_event (actor, at) where type = 'escalated'`.execute(db)
  // Changes of a rota by somebody outside it, which its people allow or refuse.
  await sql`
    create table rota_request (
      id text primary key,
      rota text not null references rota,
      asked_by text not null,
      asked_at timestamptz not null,
      deed text not null,
      person text not null,
      starts_at timestamptz,
      ends_at timestamptz,
      reason text not null,
      status text not null,
      answered_by text,
      answered_at timestamptz,
      undone_by text,
      undone_at timestamptz,
      lost jsonb not null default '{}'
    )`.execute(db)
  await sql`create index rota_request_rota on rota_request (rota, asked_at)`.execute(db)
}
