import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  // `said` holds words of messages and is emptied when one of them is deleted.
  await sql`
    create table search_entry (
      incident integer primary key references incident (number),
      private boolean not null,
      title text not null,
      body text not null,
      said text not null,
      words tsvector not null generated always as (
        setweight(to_tsvector('english', title), 'A')
        || setweight(to_tsvector('english', body), 'B')
        || setweight(to_tsvector('english', said), 'C')) stored
    )`.execute(db)
  await sql`create index search_entry_words on search_entry using gin (words)`.execute(db)
}
