/** Finds keys that may have been left behind: at start and every ten minutes. */
import { dueKey } from './due-key.ts'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { urgencies } from '#urgency.ts'
import { wakeAll } from './due-store.ts'

const every = 600_000

/** Run of `sweep:all`. */
export async function sweep({ db, clock }: { db: Db; clock: Clock }): Promise<{ next: Date }> {
  const now = clock.now()
  await wakeUnfinished(db, now)
  return { next: new Date(now.getTime() + every) }
}

export async function wakeUnfinished(db: Db, now: Date): Promise<void> {
  const when = { at: now, urgency: urgencies.paperwork }
  await wakeAll(
    db,
    (await sweepKeys(db)).map((key) => [key, when]),
  )
}

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
