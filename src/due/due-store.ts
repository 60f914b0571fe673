/** "Look at this key at this time": the rows behind every queue and every timer. */
import { type Kysely, sql } from 'kysely'
import type { Schema } from '#db/schema.ts'

export interface DueRow {
  key: string
  due_at: Date
  urgency: number
  seq: number
}

/** Asks for a look at `key` no later than `at`. Belongs in the transaction that changed what there is to see. */
export async function wake(
  trx: Kysely<Schema>,
  key: string,
  { at, urgency }: { at: Date; urgency: number },
): Promise<void> {
  await sql`
    with woken as (
      insert into due (key, due_at, urgency, seq) values (${key}, ${at}, ${urgency}, 1)
      on conflict (key) do update set
        due_at = least(due.due_at, excluded.due_at),
        urgency = least(due.urgency, excluded.urgency),
        seq = due.seq + 1
      returning key
    )
    select pg_notify('due', key) from woken`.execute(trx)
}

/** What is due at `now`, most urgent first, leaving out the keys in `except`. */
export async function claimable(
  db: Kysely<Schema>,
  now: Date,
  limit: number,
  except: string[] = [],
): Promise<DueRow[]> {
  let query = db.selectFrom('due').selectAll().where('due_at', '<=', now)
  if (except.length > 0) query = query.where('key', 'not in', except)
  return await query.orderBy('urgency').orderBy('due_at').orderBy('key').limit(limit).execute()
}

/** The row of `key` if it is still due at `now`: what a run must re-read once it holds the lock. */
export async function stillDue(db: Kysely<Schema>, key: string, now: Date): Promise<DueRow | undefined> {
  return await db
    .selectFrom('due')
    .selectAll()
    .where('key', '=', key)
    .where('due_at', '<=', now)
    .executeTakeFirst()
}

/** Ends a run that saw `seq`: clears the row, or moves it to `next`, unless something woke the key meanwhile. */
export async function settle(db: Kysely<Schema>, key: string, seq: number, next: Date | null): Promise<void> {
  if (next === null) await db.deleteFrom('due').where('key', '=', key).where('seq', '=', seq).execute()
  else
    await db.updateTable('due').set({ due_at: next }).where('key', '=', key).where('seq', '=', seq).execute()
}

/** When the earliest row is due, not counting the sweep, which only makes sure. */
export async function nextDueAt(db: Kysely<Schema>): Promise<Date | null> {
  const row = await db
    .selectFrom('due')
    .select((e) => e.fn.min('due_at').as('at'))
    .where('key', 'not like', 'sweep:%')
    .executeTakeFirst()
  return row?.at ?? null
}
