import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table rota (
      id text primary key,
      name text not null,
      role text not null,
      time_zone text not null,
      hand_over_time text not null,
      turn text not null,
      week_start integer not null,
      weekend jsonb not null,
      holidays jsonb not null,
      published_days integer not null,
      published_until timestamptz,
      retired_at timestamptz
    )`.execute(db)
  await sql`
    create table rota_member (
      rota text not null references rota (id),
      position integer not null,
      person text not null,
      joined_at timestamptz not null,
      left_at timestamptz,
      starts_at timestamptz not null,
      credit jsonb not null,
      primary key (rota, position)
    )`.execute(db)
  // Nobody is twice in one rota at a time.
  await sql`create unique index rota_member_once on rota_member (rota, person) where left_at is null`.execute(
    db,
  )
  await sql`
    create table shift (
      rota text not null references rota (id),
      starts_at timestamptz not null,
      ends_at timestamptz not null,
      person text not null,
      counts_for text not null,
      class text not null,
      reason jsonb not null,
      primary key (rota, starts_at)
    )`.execute(db)
  await sql`
    create table away (
      id text primary key,
      person text not null,
      starts_at timestamptz not null,
      ends_at timestamptz not null
    )`.execute(db)
  await sql`
    create table cover (
      id text primary key,
      rota text not null references rota (id),
      kind text not null,
      starts_at timestamptz not null,
      ends_at timestamptz not null,
      asked_by text not null,
      person text,
      taken_at timestamptz,
      note text not null
    )`.execute(db)
  await sql`create index cover_rota on cover (rota)`.execute(db)
  await sql`
    create table swap (
      id text primary key,
      rota text not null references rota (id),
      from_person text not null,
      from_start timestamptz not null,
      to_person text not null,
      to_start timestamptz not null,
      status text not null,
      expires_at timestamptz not null
    )`.execute(db)
  await sql`create index swap_rota on swap (rota)`.execute(db)
  await sql`
    create table hand_over (
      rota text not null references rota (id),
      at timestamptz not null,
      outgoing text,
      incoming text,
      noticed_at timestamptz not null,
      taken_at timestamptz,
      asked text,
      asked_at timestamptz,
      note jsonb,
      primary key (rota, at)
    )`.execute(db)
  await sql`
    create table rota_notice (
      rota text not null references rota (id),
      seq integer not null,
      at timestamptz not null,
      person text,
      kind text not null,
      data jsonb not null,
      primary key (rota, seq)
    )`.execute(db)
  await sql`
    create table test_page (
      id text primary key,
      person text not null,
      asked_at timestamptz not null,
      acknowledged_at timestamptz
    )`.execute(db)
  await sql`create index test_page_person on test_page (person)`.execute(db)
  await sql`
    create table calendar_secret (
      secret text primary key,
      person text not null,
      feed text not null,
      made_at timestamptz not null,
      unique (person, feed)
    )`.execute(db)
}
