/** The pictures of a month that stand somewhere. */
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import type { UserId } from '#incidents/incident.ts'
import { forgetBefore } from '#reconcile/slot-store.ts'

export interface MonthWish {
  id: string
  person: UserId
  /** A channel's id, or `self` for the person's messages with us. */
  place: string
  /** The id of a rota; null for all of them. */
  rota: string | null
  month: Temporal.PlainYearMonth
  /** The number of times it was asked for: each has a picture of its own. */
  asked: number
}

export async function findWish(db: Db, id: string): Promise<MonthWish | null> {
  const row = await db.selectFrom('month_wish').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const { person, place, rota, month, asked } = row
  return { id, person, place, rota, month: Temporal.PlainYearMonth.from(month), asked }
}

export async function saveWish(db: Db, wish: MonthWish, now: Date): Promise<void> {
  const row = { ...wish, month: wish.month.toString(), asked_at: now }
  await db
    .insertInto('month_wish')
    .values(row)
    .onConflict((c) => c.column('id').doUpdateSet(row))
    .execute()
}

/** Forgets those that nobody has looked through since; their messages stay as they are. */
export async function forgetWishesBefore(db: Db, instant: Date): Promise<void> {
  const gone = await db.deleteFrom('month_wish').where('asked_at', '<', instant).returning('id').execute()
  for (const { id } of gone) await forgetBefore(db, dueKey('rota-month', id), instant, [])
}
