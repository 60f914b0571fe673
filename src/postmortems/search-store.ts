/** Finding incidents by words, and those that are like one. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from '#db/schema.ts'

type Reader = Kysely<Schema> | Transaction<Schema>

export interface SearchEntry {
  incident: number
  private: boolean
  title: string
  body: string
}

/** Words of messages that were there before stay. */
export async function saveEntry(trx: Reader, entry: SearchEntry): Promise<void> {
  await trx
    .insertInto('search_entry')
    .values({ ...entry, said: '' })
    .onConflict((c) => c.column('incident').doUpdateSet({ title: entry.title, body: entry.body }))
    .execute()
}

export async function saveSaid(trx: Reader, incident: number, said: string): Promise<void> {
  await trx.updateTable('search_entry').set({ said }).where('incident', '=', incident).execute()
}

export interface Hit {
  incident: number
  private: boolean
  rank: number
}

/** The best first. `open`: what the person may read of private incidents is for the caller to look at. */
export async function search(db: Reader, words: string, limit: number): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select incident, private, ts_rank_cd(words, query)::float8 as rank
    from search_entry, websearch_to_tsquery('english', ${words}) query
    where words @@ query
    order by rank desc, incident desc
    limit ${limit}`.execute(db)
  return rows
}

/** Public incidents that are over and share words with the title of this one, the most alike first. */
export async function alike(db: Reader, incident: number, limit: number): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    with query as (
      select string_agg(quote_literal(lexeme), ' | ')::tsquery as words, count(*) as size
      from search_entry, unnest(to_tsvector('english', title))
      where incident = ${incident}),
    found as (
      select other.incident, other.private, other.title, ts_rank(other.words, query.words)::float8 as rank, query.size
      from search_entry other, query
      where other.incident <> ${incident} and not other.private and other.words @@ query.words
      order by rank desc
      limit 50)
    select found.incident, found.private, found.rank
    from found join incident on incident.number = found.incident
    where incident.resolved_at is not null and not incident.drill
      and (select count(*) from unnest(to_tsvector('english', found.title)) one
        where one.lexeme in (
          select lexeme from unnest(to_tsvector('english', (select title from search_entry where incident = ${incident})))
        )) >= least(2, found.size)
    order by found.rank desc
    limit ${limit}`.execute(db)
  return rows
}
