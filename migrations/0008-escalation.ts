import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table escalation (
      id text primary key,
      incident integer not null references incident (number),
      nth integer not null,
      role text not null,
      reason text,
      started_by text,
      started_at timestamptz not null,
      state text not null,
      answered_by text,
      level integer not null,
      level_since timestamptz not null,
      held_until timestamptz,
      steps jsonb not null,
      unique (incident, nth)
    )`.execute(db)
  // One role of one incident is looked for once at a time.
  await sql`
    create unique index escalation_one_climbing on escalation (incident, role) where state = 'climbing'`.execute(
    db,
  )
  await sql`
    create table page (
      escalation text not null references escalation (id),
      level integer not null,
      person text not null,
      id text not null unique,
      why text not null,
      status text not null,
      queued_at timestamptz not null,
      sent_at timestamptz,
      answered_at timestamptz,
      climbs_at timestamptz not null,
      silenced boolean,
      refused text,
      batch integer not null,
      primary key (escalation, level, person)
    )`.execute(db)
  // Nobody is asked for two levels of one climb.
  await sql`create unique index page_once on page (escalation, person)`.execute(db)
  await sql`create index page_person on page (person, batch)`.execute(db)
  await sql`
    create table do_not_disturb (
      person text primary key,
      until timestamptz,
      looked_at timestamptz not null
    )`.execute(db)
}
