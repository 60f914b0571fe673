import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Each request of a monitoring, as it came, before anything is decided of it. A repeat is counted.
  await sql`
    create table alert_delivery (
      id text primary key,
      source text not null,
      about jsonb not null,
      body bytea not null,
      received_at timestamptz not null,
      last_received_at timestamptz not null,
      times integer not null,
      decided_at timestamptz,
      outcome text,
      why text
    )`.execute(db)
  await sql`create index alert_delivery_waits on alert_delivery (source, last_received_at) where decided_at is null`.execute(
    db,
  )
  await sql`create index alert_delivery_kept on alert_delivery (last_received_at)`.execute(db)
  // One thing that a source says is wrong. The marks are what it said, and all the rest follows from them.
  await sql`
    create table alert (
      id text primary key,
      source text not null,
      key text not null,
      state text not null,
      title text not null,
      body text not null,
      severity text not null,
      labels jsonb not null,
      links jsonb not null,
      rule text,
      service text,
      marks jsonb not null,
      content_rank text not null,
      starts_at timestamptz,
      ends_at timestamptz,
      first_heard_at timestamptz not null,
      last_heard_at timestamptz not null,
      heard integer not null,
      longest_gap_s integer,
      silent_at timestamptz,
      delivery text
    )`.execute(db)
  await sql`create index alert_open on alert (service, source) where state <> 'resolved'`.execute(db)
  await sql`create index alert_silent on alert (silent_at) where silent_at is not null`.execute(db)
  await sql`create index alert_of_source on alert (source, last_heard_at)`.execute(db)
  await sql`
    create table alert_episode (
      alert text not null,
      starts_at timestamptz not null,
      last_at timestamptz not null,
      ends_at timestamptz,
      state text not null,
      severity text not null,
      group_number integer not null,
      primary key (alert, starts_at)
    )`.execute(db)
  await sql`create index alert_episode_of on alert_episode (group_number)`.execute(db)
  // Alerts that belong together for people, and what people said of them.
  await sql`
    create table alert_group (
      number integer primary key,
      route text not null,
      rule jsonb not null,
      bucket text not null,
      labels jsonb not null,
      service text,
      title text not null,
      severity text not null,
      state text not null,
      first_at timestamptz not null,
      last_at timestamptz not null,
      made_at timestamptz not null,
      changed_at timestamptz not null,
      resolved_at timestamptz,
      firing integer not null,
      unknown integer not null,
      resolved integer not null,
      merged_into integer,
      incident integer,
      acknowledged_by text,
      acknowledged_at timestamptz,
      quiet_until timestamptz,
      quiet_by text,
      not_useful_by text,
      not_useful_at timestamptz
    )`.execute(db)
  await sql`create index alert_group_near on alert_group (bucket, last_at)`.execute(db)
  await sql`create index alert_group_open on alert_group (service) where state <> 'resolved'`.execute(db)
  await sql`create index alert_group_lately on alert_group (route, made_at)`.execute(db)
  await sql`create index alert_group_incident on alert_group (incident) where incident is not null`.execute(
    db,
  )
}
