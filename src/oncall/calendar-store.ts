import type { Db } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'

/** Returns the secret of a person's feed; stores `fresh` as the secret where there is none. */
export async function secretOf(
  db: Db,
  { person, feed, fresh, now }: { person: UserId; feed: string; fresh: string; now: Date },
): Promise<string> {
  await db
    .insertInto('calendar_secret')
    .values({ secret: fresh, person, feed, made_at: now })
    .onConflict((c) => c.columns(['person', 'feed']).doNothing())
    .execute()
  const query = db.selectFrom('calendar_secret').select('secret')
  return (await query.where('person', '=', person).where('feed', '=', feed).executeTakeFirstOrThrow()).secret
}

export async function dropSecret(db: Db, person: UserId, feed: string): Promise<void> {
  await db.deleteFrom('calendar_secret').where('person', '=', person).where('feed', '=', feed).execute()
}

export async function feedOf(db: Db, secret: string): Promise<{ person: UserId; feed: string } | null> {
  const query = db.selectFrom('calendar_secret').select(['person', 'feed']).where('secret', '=', secret)
  return (await query.executeTakeFirst()) ?? null
}
