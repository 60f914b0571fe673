/** "Look at this key at this time": the rows behind every queue and every timer. */
import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { beforeCommit } from '#db/transact.ts'

const columns = ['key', 'due_at', 'urgency', 'seq'] as const

export interface DueRow {
  key: string
  due_at: Date
  urgency: number
  seq: number
}

/** The latest time to look at a key, and the urgency of that look. */
export interface Wake {
  at: Date
  urgency: number
}

/** Asks for a look at `key` no later than `at`. Call it in the transaction that made the change to look at. */
export async function wake(trx: Db, key: string, when: Wake): Promise<void> {
  await wakeAll(trx, [[key, when]])
}

/** The keys that transactions under way will wake. */
const gathered = new WeakMap<object, Map<string, Wake>>()

/** As `wake`, for several keys. All wakes of a transaction are written in one statement, before its commit. */
export async function wakeAll(trx: Db, wakes: Iterable<readonly [key: string, when: Wake]>): Promise<void> {
  const known = gathered.get(trx)
  const all = known ?? new Map<string, Wake>()
  for (const [key, when] of wakes) all.set(key, sooner(all.get(key) ?? when, when))
  if (known) return
  if (beforeCommit(trx, () => write(trx, all))) gathered.set(trx, all)
  else await write(trx, all)
}

function sooner(a: Wake, b: Wake): Wake {
  return { at: a.at < b.at ? a.at : b.at, urgency: Math.min(a.urgency, b.urgency) }
}

/** Writes in the order of the keys, so that two transactions with the same keys cannot deadlock. */
async function write(db: Db, wakes: ReadonlyMap<string, Wake>): Promise<void> {
  if (wakes.size === 0) return
  const rows = [...wakes].map(([key, { at, urgency }]) => ({ key, due_at: at, urgency, seq: 1 }))
  const woken = db
    .insertInto('due')
    .values(rows.sort((a, b) => (a.key < b.key ? -1 : 1)))
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        due_at: sql`least(due.due_at, excluded.due_at)`,
        urgency: sql`least(due.urgency, excluded.urgency)`,
        seq: sql`due.seq + 1`,
      }),
    )
    .returning('key')
  await sql`with woken as (${woken}) select pg_notify('due', key) from woken`.execute(db)
}

/** Rows due at `now`, most urgent first, leaving out the keys in `except`. */
export async function claimable(db: Db, now: Date, limit: number, except: string[] = []): Promise<DueRow[]> {
  let query = db.selectFrom('due').select(columns).where('due_at', '<=', now)
  if (except.length > 0) query = query.where('key', 'not in', except)
  return await query.orderBy('urgency').orderBy('due_at').orderBy('key').limit(limit).execute()
}

/** The row of `key` if it is still due at `now`: a run must re-read it once it holds the lock. */
export async function stillDue(db: Db, key: string, now: Date): Promise<DueRow | undefined> {
  return await db
    .selectFrom('due')
    .select(columns)
    .where('key', '=', key)
    .where('due_at', '<=', now)
    .executeTakeFirst()
}

/** Ends a run that saw `seq`: clears the row, or moves it to `next`, unless something woke the key meanwhile. */
export async function endRun(db: Db, key: string, seq: number, next: Date | null): Promise<void> {
  if (next === null) await db.deleteFrom('due').where('key', '=', key).where('seq', '=', seq).execute()
  else
    await db.updateTable('due').set({ due_at: next }).where('key', '=', key).where('seq', '=', seq).execute()
}

/** The time the earliest row is due, leaving out the sweep, which only makes sure. */
export async function nextDueAt(db: Db): Promise<Date | null> {
  const row = await db
    .selectFrom('due')
    .select((e) => e.fn.min('due_at').as('at'))
    .where('key', 'not like', 'sweep:%')
    .executeTakeFirst()
  return row?.at ?? null
}

/** Those of these keys that nobody will look at. */
export async function withoutRow(db: Db, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await db.selectFrom('due').select('key').where('key', 'in', keys).execute()
  return new Set(keys).difference(new Set(rows.map(({ key }) => key)))
}
