import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // People who learn: they are told and paged along, and have no duty.
  await sql`
    create table rota_shadow (
      rota text not null,
      person text not null,
      added_by text not null,
      added_at timestamptz not null,
      primary key (rota, person)
    )`.execute(db)
}
