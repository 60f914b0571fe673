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
  'page',
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
  wish: Pick<Attempt, 'thing' | 'nth' | 'kind' | 'target' | 'page'>,
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

/** All attempts to ring for a page, in the order they were made. */
export async function attemptsFor(db: Db, pages: readonly string[]): Promise<Attempt[]> {
  if (pages.length === 0) return []
  return await db
    .selectFrom('attempt')
    .select(columns)
    .where('page', 'in', pages)
    .orderBy('planned_at')
    .orderBy('thing')
    .orderBy('nth')
    .execute()
}

/** The systems' ids of what was sent to one target, so that a look takes none of another attempt's. */
export async function referencesTo(db: Db, target: string, except: string): Promise<string[]> {
  const rows = await db
    .selectFrom('attempt')
    .select('reference')
    .where('target', '=', target)
    .where('thing', '<>', except)
    .where('reference', 'is not', null)
    .execute()
  return rows.flatMap(({ reference }) => reference ?? [])
}

/** The attempt that a system knows by this id. */
export async function attemptWith(db: Db, reference: string): Promise<Attempt | undefined> {
  return await db
    .selectFrom('attempt')
    .select(columns)
    .where('reference', '=', reference)
    .orderBy('planned_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The latest attempt to call one of these targets for a page that may still be heard. */
export async function latestTo(db: Db, targets: readonly string[]): Promise<Attempt | undefined> {
  if (targets.length === 0) return undefined
  return await db
    .selectFrom('attempt')
    .select(columns)
    .where('target', 'in', targets)
    .where('page', 'is not', null)
    .where('reference', 'is', null)
    .where('status', 'in', ['planned', 'unknown'])
    .orderBy('planned_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}
