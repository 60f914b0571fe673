/** Waits until nothing is left to do, as far as can be seen from outside. */
import type { Database } from '#db/database.ts'
import { waitUntil } from './wait-until.ts'
import type { Workplace } from './workplace.ts'

/** Nothing was asked of Slack for a while, and nothing is due; without a database to look into, for a longer while. */
export async function settled(place: Workplace, database: Database | null, limit = 30_000): Promise<boolean> {
  let calls = -1
  let since = performance.now()
  return waitUntil(async () => {
    await place.slack.settled()
    const count = place.slack.journal.entries().at(-1)?.n ?? 0
    if (count !== calls) {
      calls = count
      since = performance.now()
    }
    const quiet = performance.now() - since
    return database ? quiet > 250 && (await isAtRest(database, place.now())) : quiet > 1_200
  }, limit)
}

/** No call is under way or waits to be tried again, and no key is due. */
export async function isAtRest({ db }: Pick<Database, 'db'>, now: Date): Promise<boolean> {
  const slots = await db
    .selectFrom('slot')
    .select('name')
    .where((e) => e.or([e('started_at', 'is not', null), e('retry_at', 'is not', null)]))
    .limit(1)
    .execute()
  if (slots.length > 0) return false
  const due = await db.selectFrom('due').select('key').where('due_at', '<=', now).limit(1).execute()
  return due.length === 0
}
