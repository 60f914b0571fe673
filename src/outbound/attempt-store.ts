/** The ledger: a row before each call, and its outcome afterwards. */
import type { Db } from '#db/database.ts'
import type { Attempt } from './attempt.ts'

const columns = [
  'thing',
  'nth',
  'kind',
  'target',
  'status',
  'planned_at as plannedAt',
  'status_at as statusAt',
  'code',
  'reference',
  'next_at as nextAt',
] as const

export async function latestAttempt(db: Db, thing: string): Promise<Attempt | undefined> {
  return await db
    .selectFrom('attempt')
    .select(columns)
    .where('thing', '=', thing)
    .orderBy('nth', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Writes the row before the call. Fails when another process has planned the same attempt. */
export async function planAttempt(
  db: Db,
  wish: Pick<Attempt, 'thing' | 'nth' | 'kind' | 'target'>,
  now: Date,
): Promise<Attempt> {
  return await db
    .insertInto('attempt')
    .values({ ...wish, status: 'planned', planned_at: now, status_at: now })
    .returning(columns)
    .executeTakeFirstOrThrow()
}

export async function saveAttempt(db: Db, attempt: Attempt): Promise<void> {
  await db
    .updateTable('attempt')
    .set({
      status: attempt.status,
      status_at: attempt.statusAt,
      code: attempt.code,
      reference: attempt.reference,
      next_at: attempt.nextAt,
    })
    .where('thing', '=', attempt.thing)
    .where('nth', '=', attempt.nth)
    .execute()
}
