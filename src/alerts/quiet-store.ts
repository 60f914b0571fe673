/** Times of maintenance in the database. */
import type { Db, Trx } from '#db/database.ts'
import type { QuietWindow, QuietWish } from './quiet.ts'

const columns = [
  'id',
  'service',
  'match',
  'from_at as from',
  'to_at as to',
  'made_by as by',
  'why',
  'ended_by as endedBy',
] as const

/** Those not over yet, the earliest end first. */
export async function quietWindows(db: Db, now: Date): Promise<QuietWindow[]> {
  return db
    .selectFrom('alert_quiet')
    .select(columns)
    .where('to_at', '>', now)
    .orderBy('to_at')
    .limit(200)
    .execute()
}

export async function quietOf(db: Db, id: number): Promise<QuietWindow | undefined> {
  return db.selectFrom('alert_quiet').select(columns).where('id', '=', id).executeTakeFirst()
}

export async function insertQuiet(trx: Trx, wish: QuietWish, by: string, now: Date): Promise<number> {
  // Nobody else can be given the number until this transaction ends.
  await trx
    .insertInto('counter')
    .values({ name: 'alert quiet', value: 1 })
    .onConflict((c) => c.column('name').doUpdateSet((eb) => ({ value: eb('counter.value', '+', 1) })))
    .execute()
  const { value: id } = await trx
    .selectFrom('counter')
    .select('value')
    .where('name', '=', 'alert quiet')
    .executeTakeFirstOrThrow()
  const { service, from, to, why } = wish
  const match = JSON.stringify(wish.match)
  await trx
    .insertInto('alert_quiet')
    .values({ id, service, match, from_at: from, to_at: to, made_by: by, made_at: now, why, ended_by: null })
    .execute()
  return id
}

/** True where it was under way, or still to come. */
export async function endQuiet(trx: Trx, id: number, by: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('alert_quiet')
    .set((eb) => ({ to_at: now, from_at: eb.fn<Date>('least', ['from_at', eb.val(now)]), ended_by: by }))
    .where('id', '=', id)
    .where('to_at', '>', now)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Numbers of groups in which something is still wrong. */
export async function openAlertGroups(db: Db, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('alert_group')
    .select('number')
    .where('state', '<>', 'resolved')
    .where('merged_into', 'is', null)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ number }) => number)
}
