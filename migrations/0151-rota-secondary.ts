import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // A second person on call at the same time: whoever has the next turn.
  await sql`alter table rota add column secondary text not null default 'none'`.execute(db)
}
