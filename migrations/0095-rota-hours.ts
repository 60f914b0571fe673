import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Rotas that mean nobody at some times, and turns of two weeks, which may begin in either week.
  await sql`alter table rota add column hours jsonb, add column turns_from text`.execute(db)
}
