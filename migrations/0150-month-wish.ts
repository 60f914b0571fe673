import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The pictures of a month that stand somewhere: each is one message, which shows whatever month was asked for last.
  await sql`
    create table month_wish (
      id text primary key,
      person text not null,
      place text not null,
      rota text,
      month text not null,
      asked integer not null,
      asked_at timestamptz not null
    )`.execute(db)
  await sql`create index month_wish_of on month_wish (person)`.execute(db)
}
