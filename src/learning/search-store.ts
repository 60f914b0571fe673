/** Keeps the words by which incidents are found, in the database. */
import { type RawBuilder, sql } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'
import { wordRules } from './search-words.ts'

/** The most words of one incident: PostgreSQL's limits are not far away. */
const longest = 5_000

export interface SearchDocument {
  incident: number
  private: boolean
  drill: boolean
  /** The people who may find a private one; for guests, also a public one. */
  seenBy: readonly UserId[]
  /** A `tsvector`. */
  recorded: string
}

/** Saves the document; words told earlier stay. */
export async function saveDocument(trx: Trx, document: SearchDocument): Promise<void> {
  const { incident, drill, seenBy, recorded } = document
  const seen = sql<string[]>`${[...seenBy]}::text[]`
  await trx
    .insertInto('search_document')
    .values({
      incident,
      private: document.private,
      drill,
      seen_by: seen,
      recorded,
      told: '',
      rules: wordRules,
    })
    .onConflict((c) => c.column('incident').doUpdateSet({ seen_by: seen, recorded }))
    .execute()
}

/** Some incidents with words made by older rules. */
export async function madeByOlderRules(db: Db, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('search_document')
    .select('incident')
    .where('rules', '<', wordRules)
    .limit(limit)
    .execute()
  return rows.map(({ incident }) => incident)
}

export async function saveTold(trx: Trx, incident: number, told: string): Promise<void> {
  await trx
    .updateTable('search_document')
    .set({ told, rules: wordRules })
    .where('incident', '=', incident)
    .execute()
}

/** Adds words to those told, unless the message is gone meanwhile. */
export async function addTold(
  trx: Trx,
  incident: number,
  { channel, ts }: { channel: string; ts: string },
  told: string,
): Promise<void> {
  // The lock makes a deletion of the message wait until this is done.
  const there = await sql`
    select 1 from message where channel = ${channel} and ts = ${ts} and not deleted for share`.execute(trx)
  if (there.rows.length === 0) return
  await sql`
    update search_document set told = told || ${told}::tsvector
    where incident = ${incident} and length(told) < ${longest}`.execute(trx)
}

/** Words found in one of twenty recent incidents are so common that only recent incidents are weighed for them. */
const recent = { incidents: 1_500, common: 75 }

export interface SearchQuery {
  /** A `tsquery`. */
  query: string
  viewer: UserId
  guest: boolean
  drills: boolean
  limit: number
}

/** Numbers of the incidents this person may find, the best first. */
export async function matching(db: Db, search: SearchQuery): Promise<number[]> {
  // `offset 0` reads them one by one; the index would first find every old one as well.
  const latest = sql`(
    select * from search_document
    where incident > (select max(incident) from search_document) - ${recent.incidents} offset 0)`
  const newest = await weighed(db, search, latest)
  const all = (newest[0]?.of ?? 0) >= recent.common ? newest : await weighed(db, search, sql`search_document`)
  return all.map(({ incident }) => incident)
}

async function weighed(
  db: Db,
  { query, viewer, guest, drills, limit }: SearchQuery,
  among: RawBuilder<unknown>,
): Promise<{ incident: number; of: number }[]> {
  const { rows } = await sql<{ incident: number; of: number }>`
    select incident, count(*) over ()::int as of
    from ${among} document
    where words @@ ${query}::tsquery and drill = ${drills}
      and ((not private and not ${guest}::boolean) or ${viewer} = any(seen_by))
    order by ts_rank(words, ${query}::tsquery) desc, incident desc
    limit ${limit}`.execute(db)
  return rows
}

/** Public incidents of the past with these words, the newest first. `query` is a `tsquery`. */
export async function overBefore(
  db: Db,
  query: string,
  { before, limit }: { before: number; limit: number },
): Promise<{ number: number; title: string }[]> {
  const { rows } = await sql<{ number: number; title: string }>`
    select number, title
    from (
      select incident from search_document
      where words @@ ${query}::tsquery and not drill and not private and incident < ${before}
      -- Not an order that an index has, or the planner would read through the incidents one by one.
      order by incident + 0 desc
      limit ${limit}
    ) alike join incident on number = incident
    where status in ('resolved', 'closed')
    order by number desc`.execute(db)
  return rows
}

export async function savePast(trx: Trx, incident: number, past: readonly number[]): Promise<void> {
  await trx.deleteFrom('similar_past').where('incident', '=', incident).execute()
  if (past.length === 0) return
  await trx
    .insertInto('similar_past')
    .values(past.map((number, index) => ({ incident, nth: index + 1, past: number })))
    .execute()
}

export async function pastOf(db: Db, incident: number): Promise<number[]> {
  const rows = await db
    .selectFrom('similar_past')
    .select('past')
    .where('incident', '=', incident)
    .orderBy('nth')
    .execute()
  return rows.map(({ past }) => past)
}

/** The rooms that exist or existed, by incident. */
export async function roomsOf(db: Db, incidents: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (incidents.length === 0) return new Map()
  const rows = await db
    .selectFrom('slot')
    .select(['incident', 'channel'])
    .where('name', '=', 'room')
    .where('incident', 'in', incidents)
    .where('channel', 'is not', null)
    .$narrowType<{ incident: number; channel: string }>()
    .execute()
  return new Map(rows.map(({ incident, channel }) => [incident, channel]))
}
