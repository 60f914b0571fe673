import type { Db, Trx } from './database.ts'

const DEFAULT_TIMEOUT = 5_000

/** Work that transactions under way still have to do before they commit. */
const endings = new WeakMap<object, (() => Promise<void>)[]>()

/** Runs `last` after the work of `trx`, before its commit. Returns false for a transaction that `transact` did not begin. */
export function beforeCommit(trx: object, last: () => Promise<void>): boolean {
  return endings.get(trx)?.push(last) !== undefined
}

/** The number of tries for a transaction that the server ended in favour of another. */
const MOST_TRIES = 3

const afterwards = new WeakMap<Trx, (() => void)[]>()

/** Runs `then` once the transaction is committed; never after a rollback. */
export function afterCommit(trx: Trx, then: () => void): void {
  afterwards.set(trx, [...(afterwards.get(trx) ?? []), then])
}

/** The commit was sent and its answer was lost: the change may or may not have happened. */
export class CommitOutcomeUnknown extends Error {
  override name = 'CommitOutcomeUnknown'
}

/**
 * Runs `work` in one transaction and commits. When it throws, or takes longer than `timeout` milliseconds, everything is
 * rolled back and later statements of that transaction fail. Use only the given `trx` inside: on the embedded engine
 * anything else waits for this transaction to end. Two that wait for each other are no fault of the person who asked: the one
 * that the server ends is rolled back, and tried again.
 */
export async function transact<T>(
  db: Db,
  work: (trx: Trx) => Promise<T>,
  timeout = DEFAULT_TIMEOUT,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(db, work, timeout)
    } catch (error) {
      if (tries === MOST_TRIES || !isDeadlock(error)) throw error
    }
  }
}

async function attempt<T>(db: Db, work: (trx: Trx) => Promise<T>, timeout: number): Promise<T> {
  const trx = await db.startTransaction().execute()
  const last: (() => Promise<void>)[] = []
  endings.set(trx, last)
  let result: T
  try {
    result = await within(timeout, work(trx))
    for (const end of last) await end()
  } catch (error) {
    await trx
      .rollback()
      .execute()
      .catch(() => {})
    throw error
  }
  await trx.commit().execute().catch(commitFailed)
  for (const then of afterwards.get(trx) ?? []) then()
  return result
}

async function within<T>(timeout: number, work: Promise<T>): Promise<T> {
  const { promise: expired, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => reject(new Error('The transaction took too long and was rolled back')),
    timeout,
  )
  try {
    return await Promise.race([work, expired])
  } finally {
    clearTimeout(timer)
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01'
}

function commitFailed(error: unknown): never {
  if (isServerRefusal(error)) throw error
  throw new CommitOutcomeUnknown('The outcome of a commit is unknown', { cause: error })
}

/** An error with an SQLSTATE outside the connection and shutdown classes came from the server: nothing was committed. */
function isServerRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error.name === 'AbortedTransactionError') return true
  const code = 'code' in error ? String(error.code) : ''
  return /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('08') && !code.startsWith('57P')
}
