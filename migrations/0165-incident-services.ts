import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // Keys of the policy's services. Lists, figures and alerts look for them.
  await sql`alter table incident add column services text[] not null default '{}'`.execute(db)
  await sql`create index incident_services on incident using gin (services)`.execute(db)
}
