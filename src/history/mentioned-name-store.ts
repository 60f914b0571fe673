/** Names of the channels and user groups that people mentioned, in the database. */
import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { day } from '#time.ts'
import { urgencies } from '#urgency.ts'
import { idsIn, isPlace } from '#words/named.ts'
import type { Said } from './heard.ts'

/** Has Slack asked for the names of channels and groups that these messages mention. */
export async function noteUnnamed(db: Db, all: readonly Said[]): Promise<void> {
  const mentions = all.flatMap(({ text, asOf }) =>
    idsIn(text)
      .filter(isPlace)
      .map((id) => ({ id, at: new Date(Number(asOf) * 1000) })),
  )
  const [first] = mentions
  if (first === undefined || !(await noteMentions(db, mentions))) return
  await wake(db, dueKey('names', 'all'), { at: first.at, urgency: urgencies.paperwork })
}

/** A mention, and its time. */
interface Mention {
  id: string
  at: Date
}

/** Notes ids that are new, and those last asked about a day before. Tells if there are any. */
async function noteMentions(db: Db, mentions: readonly Mention[]): Promise<boolean> {
  const latest = new Map(
    mentions.toSorted((a, b) => a.at.getTime() - b.at.getTime()).map(({ id, at }) => [id, at]),
  )
  // In the order of the ids, so that two transactions with the same ones cannot deadlock.
  const rows = [...latest].map(([id, at]) => ({ id, at })).sort((a, b) => (a.id < b.id ? -1 : 1))
  const { rows: noted } = await sql`
    insert into mentioned_name as known (id)
    select id from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told(id text, at timestamptz)
    on conflict (id) do update set looked_at = null
    where known.looked_at < (
      select at from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told(id text, at timestamptz)
      where told.id = excluded.id) - ${`${day} milliseconds`}::interval
    returning id`.execute(db)
  return noted.length > 0
}

/** The ids that Slack is to be asked about. */
export async function unasked(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('mentioned_name')
    .select('id')
    .where('looked_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** The names known of these ids; null for those of which Slack told none. */
export async function mentionedNames(db: Db, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('mentioned_name')
    .select(['id', 'name', 'looked_at'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(
    rows.flatMap(({ id, name, looked_at }) => (name === null && looked_at === null ? [] : [[id, name]])),
  )
}

/** Keeps what Slack answered. Tells if the name is another now. */
export async function saveMentionedName(
  db: Db,
  { id, name }: { id: string; name: string | null },
  now: Date,
): Promise<boolean> {
  const before = await db.selectFrom('mentioned_name').select('name').where('id', '=', id).executeTakeFirst()
  await db
    .insertInto('mentioned_name')
    .values({ id, name, looked_at: now })
    .onConflict((c) => c.column('id').doUpdateSet({ name, looked_at: now }))
    .execute()
  return (before?.name ?? null) !== name
}

/** The known names of channels and groups that these texts mention. */
export async function placeNames(db: Db, texts: readonly string[]): Promise<Map<string, string>> {
  const known = await mentionedNames(db, texts.flatMap(idsIn).filter(isPlace))
  return new Map([...known].flatMap(([id, name]) => (name === null ? [] : [[id, name]])))
}

/** Incidents with messages that mention one of these ids. */
export async function incidentsMentioning(db: Db, ids: readonly string[]): Promise<number[]> {
  const { rows } = await sql<{ incident: number }>`
    select distinct incident from message
    where not deleted and exists (select from unnest(${[...ids]}::text[]) id where strpos(text, id) > 0)
    order by incident`.execute(db)
  return rows.map(({ incident }) => incident)
}
