/** Reads how often a person has done of late what wakes others, and keeps declarations that were asked "really?" or "the same?". */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import { day } from '#time.ts'
import type { UserId, Wish } from './incident.ts'

/** More than any limit that a person could mean. */
const enough = 10_000

/** The times of their declarations since `since`, newest first. */
export async function declaredBy(trx: Trx, person: UserId, since: Date): Promise<Date[]> {
  const rows = await trx
    .selectFrom('incident')
    .select('declared_at')
    .where('reporter', '=', person)
    .where('declared_at', '>', since)
    .orderBy('declared_at', 'desc')
    .limit(enough)
    .execute()
  return rows.map((row) => row.declared_at)
}

/** The times of their pages by name since `since`, newest first. Holds off other pages of this person until the transaction ends. */
export async function pagedByName(trx: Trx, person: UserId, since: Date): Promise<Date[]> {
  await trx.selectFrom('person').select('id').where('id', '=', person).forUpdate().execute()
  const rows = await trx
    .selectFrom('incident_event')
    .select('at')
    .where('type', '=', 'escalated')
    .where('actor', '=', person)
    .where('at', '>', since)
    .where(sql<boolean>`data->>'role' like 'person:%'`)
    .orderBy('at', 'desc')
    .limit(enough)
    .execute()
  return rows.map((row) => row.at)
}

interface Kept {
  id: string
  wish: Wish
}

/** Keeps a declaration for a day. Answers its id. */
export async function keepDeclaration(trx: Trx, person: UserId, wish: Wish, now: Date): Promise<string> {
  await trx
    .deleteFrom('kept_declaration')
    .where('kept_at', '<', new Date(+now - day))
    .execute()
  const id = randomUUID()
  await trx
    .insertInto('kept_declaration')
    .values({ id, person, wish: JSON.stringify(wish), kept_at: now })
    .execute()
  return id
}

/** The declaration of this person with that id. */
export async function keptDeclaration(db: Db, person: UserId, id: string): Promise<Kept | null> {
  const row = await kept(db, person).where('id', '=', id).executeTakeFirst()
  return row ? { id, wish: row.wish as unknown as Wish } : null
}

/** The declaration with that id, and its person. */
export async function heldDeclaration(db: Db, id: string): Promise<(Kept & { person: UserId }) | null> {
  const row = await db
    .selectFrom('kept_declaration')
    .select(['person', 'wish'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { id, person: row.person, wish: row.wish as unknown as Wish } : null
}

/** The latest that this person was asked about since `since`. */
export async function latestKept(db: Db, person: UserId, since: Date): Promise<Kept | null> {
  const row = await kept(db, person)
    .where('kept_at', '>', since)
    .orderBy('kept_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { id: row.id, wish: row.wish as unknown as Wish } : null
}

/** Forgets a declaration that was sent once more in its stead: its button opens nothing any more. */
export async function forgetKept(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('kept_declaration').where('id', '=', id).execute()
}

function kept(db: Db, person: UserId) {
  return db.selectFrom('kept_declaration').select(['id', 'wish']).where('person', '=', person)
}
