import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // A delivery that comes again is decided again, and only its repeats since then are counted.
  await sql`alter table alert_delivery add column counted integer not null default 0`.execute(db)
  await sql`alter table alert_delivery alter column counted drop default`.execute(db)
}
