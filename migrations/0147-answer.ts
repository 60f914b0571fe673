import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Keeps deliveries of telephone companies until they are decided; the body goes then.
  await sql`
    create table phone_delivery (
      id text primary key,
      kind text not null,
      body text not null,
      received_at timestamptz not null,
      handled_at timestamptz
    )`.execute(db)
  // Ways to answer a page without Slack: the hash of a link's secret, or a code that an SMS asks for.
  await sql`
    create table page_answer (
      page text not null,
      method text not null,
      link_hash text not null unique,
      code text not null,
      made_at timestamptz not null,
      expires_at timestamptz not null,
      used_at timestamptz,
      primary key (page, method)
    )`.execute(db)
}
