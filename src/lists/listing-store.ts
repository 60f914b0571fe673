/** Lists that are being read: the place to go on from, and what was found so far. */
import type { Db } from '#db/database.ts'

export interface Listing {
  begunAt: Date
  cursors: string[]
  found: unknown
}

/** The list under way, or one that begins now. Deletes lists begun before `notBefore`: they are out of date. */
export async function beginListing(
  db: Db,
  key: string,
  { none, now, notBefore }: { none: unknown; now: Date; notBefore: Date },
): Promise<Listing> {
  await db.deleteFrom('listing').where('begun_at', '<', notBefore).execute()
  await db
    .insertInto('listing')
    .values({ key, begun_at: now, cursors: '[]', found: JSON.stringify(none) })
    .onConflict((c) => c.column('key').doNothing())
    .execute()
  const row = await db.selectFrom('listing').selectAll().where('key', '=', key).executeTakeFirstOrThrow()
  return { begunAt: row.begun_at, cursors: row.cursors, found: row.found }
}

/** Records the place from which the list goes on. */
export async function moveListing(
  db: Db,
  key: string,
  cursors: readonly string[],
  found: unknown,
): Promise<void> {
  await db
    .updateTable('listing')
    .set({ cursors: JSON.stringify(cursors), found: JSON.stringify(found) })
    .where('key', '=', key)
    .execute()
}

export async function endListing(db: Db, key: string): Promise<void> {
  await db.deleteFrom('listing').where('key', '=', key).execute()
}
