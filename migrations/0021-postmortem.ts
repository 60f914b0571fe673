import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table postmortem (
      incident integer primary key references incident (number),
      status text not null,
      owner text,
      due_at timestamptz,
      drafted_at timestamptz,
      review_at timestamptz,
      asked_at timestamptz,
      ended_at timestamptz,
      lesson text not null,
      reason text not null
    )`.execute(db)
  await sql`create index postmortem_unfinished on postmortem (due_at) where ended_at is null`.execute(db)
  // Texts people wrote in place of the drafted ones.
  await sql`
    create table postmortem_section (
      incident integer not null references postmortem (incident),
      name text not null,
      text text not null,
      written_by text not null,
      written_at timestamptz not null,
      primary key (incident, name)
    )`.execute(db)
  // People's changes to one line of the timeline; the line itself stays where it was recorded.
  await sql`
    create table timeline_edit (
      incident integer not null references incident (number),
      key text not null,
      placed text,
      at timestamptz,
      words text,
      edited_by text not null,
      edited_at timestamptz not null,
      primary key (incident, key)
    )`.execute(db)
  await sql`
    create table action_item (
      incident integer not null references incident (number),
      number integer not null,
      what text not null,
      owner text,
      due_on date,
      ticket text,
      state text not null,
      reason text not null,
      made_by text not null,
      made_at timestamptz not null,
      ended_at timestamptz,
      primary key (incident, number)
    )`.execute(db)
  await sql`create index action_item_open on action_item (due_on) where state = 'open'`.execute(db)
}
