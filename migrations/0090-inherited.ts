import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // The former owner, who left the company: the new one is told why it is theirs.
  await sql`alter table postmortem add column inherited_from text`.execute(db)
  await sql`alter table action_item add column inherited_from text`.execute(db)
}
