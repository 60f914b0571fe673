/** Which keys may have been left behind: looked at again at start and every so often. */
import type { Db } from '#db/database.ts'
import { dueKey } from './due-key.ts'

/** Owners with a call of unknown outcome or one to be tried again, and every open incident. */
export async function sweepKeys(db: Db): Promise<string[]> {
  const unfinished = await db
    .selectFrom('slot')
    .select('owner')
    .distinct()
    .where((e) => e.or([e('started_at', 'is not', null), e('retry_at', 'is not', null)]))
    .execute()
  const open = await db.selectFrom('incident').select('number').where('closed_at', 'is', null).execute()
  return [
    ...new Set([...unfinished.map((row) => row.owner), ...open.map((row) => dueKey('incident', row.number))]),
  ]
}
