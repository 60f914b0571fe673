/** Keys of calendar feeds. The database holds their hashes only. */
import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'

export interface CalendarKey {
  hash: string
  person: UserId
  feed: string
  /** The part the address is made from, beside a secret of ours; null where it came as a hash alone. */
  nonce: string | null
}

/** The newest first. */
export async function keysOf(db: Db, person: UserId, feed: string): Promise<CalendarKey[]> {
  const query = db.selectFrom('calendar_key').select(['hash', 'person', 'feed', 'nonce'])
  return query.where('person', '=', person).where('feed', '=', feed).orderBy('made_at', 'desc').execute()
}

export async function saveKey(db: Db, key: CalendarKey, now: Date): Promise<void> {
  await db
    .insertInto('calendar_key')
    .values({ ...key, made_at: now })
    .execute()
}

/** All addresses that this person has for the feed. */
export async function dropKeys(db: Db, person: UserId, feed: string): Promise<void> {
  await db.deleteFrom('calendar_key').where('person', '=', person).where('feed', '=', feed).execute()
}

/** Ends every address of these people. */
export async function dropKeysOf(db: Db, people: readonly UserId[]): Promise<void> {
  if (people.length === 0) return
  await db.deleteFrom('calendar_key').where('person', 'in', people).execute()
}

export async function keyOwners(db: Db): Promise<UserId[]> {
  const rows = await db.selectFrom('calendar_key').select('person').distinct().execute()
  return rows.map(({ person }) => person)
}

export async function keyWith(db: Db, hash: string): Promise<{ person: UserId; feed: string } | null> {
  const query = db.selectFrom('calendar_key').select(['person', 'feed']).where('hash', '=', hash)
  return (await query.executeTakeFirst()) ?? null
}

/** Takes the secrets of older versions out of the database: their addresses go on working by their hashes. */
export async function hashPlainSecrets(db: Db): Promise<void> {
  await sql`
    with plain as (delete from calendar_secret returning *)
    insert into calendar_key (hash, person, feed, made_at)
    select encode(sha256(convert_to(secret, 'UTF8')), 'hex'), person, feed, made_at from plain
    on conflict do nothing`.execute(db)
}
