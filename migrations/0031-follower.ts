import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table follower (
      incident integer not null references incident (number),
      person text not null,
      from_update integer not null,
      stopped_after integer,
      primary key (incident, person)
    )`.execute(db)
}
