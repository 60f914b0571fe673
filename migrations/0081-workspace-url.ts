import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Links into Slack name their workspace: people in two of them would land in the wrong one.
  await sql`alter table workspace add column url text`.execute(db)
}
