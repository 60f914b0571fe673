/** Keeps which month of which rotas stands where, for its picture to follow. */
import { randomUUID } from 'node:crypto'
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { once } from '#db/once.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import { day } from '#time.ts'
import { urgencies } from '#urgency.ts'
import { findWish, forgetWishesBefore, type MonthWish, saveWish } from './month-wish-store.ts'
import { requireRota, rotaIds } from './oncall-store.ts'
import { monthOf, peopleIn, type RotaMonth } from './rota-month.ts'

export interface MonthWishParts {
  db: Db
  clock: Clock
  namesOf(users: readonly UserId[]): Promise<(user: UserId) => string>
}

export interface MonthsShown {
  month: Temporal.PlainYearMonth
  months: readonly RotaMonth[]
  nameOf: (user: UserId) => string
}

export type MonthWishes = ReturnType<typeof createMonthWishes>

/** The time in which a picture can be turned on to another month after it was last asked for, in milliseconds. */
const kept = 60 * day
/** The furthest month that can be asked for, from now, in months. */
const farthest = 24

export function createMonthWishes({ db, clock, namesOf }: MonthWishParts) {
  async function put(trx: Trx, wish: MonthWish, now: Date): Promise<MonthWish> {
    const present = Temporal.PlainYearMonth.from(now.toISOString().slice(0, 7))
    if (Math.abs(present.until(wish.month, { largestUnit: 'months' }).months) > farthest)
      throw new Refusal('That is too far away: a month can be at most two years from now.')
    await saveWish(trx, wish, now)
    await wake(trx, dueKey('rota-month', wish.id), { at: now, urgency: urgencies.talk })
    return wish
  }

  /** Asks for a picture in `place`: a channel's id, or `self`. */
  async function ask(
    by: UserId,
    wished: Pick<MonthWish, 'place' | 'rota' | 'month'>,
    key: string,
  ): Promise<void> {
    const now = clock.now()
    await transact(db, (trx) =>
      once(trx, key, now, async () => {
        await forgetWishesBefore(trx, new Date(+now - kept))
        return put(trx, { ...wished, id: randomUUID(), person: by, asked: 1 }, now)
      }),
    )
  }

  /** Lets a standing picture show another month, another rota, or the same as it is now. Throws a Refusal for one that is forgotten. */
  async function turn(
    id: string,
    to: Partial<Pick<MonthWish, 'rota' | 'month'>>,
    key: string,
  ): Promise<void> {
    const now = clock.now()
    await transact(db, (trx) =>
      once(trx, key, now, async () => {
        const wish = await requireWish(trx, id)
        return put(trx, { ...wish, ...to, asked: wish.asked + 1 }, now)
      }),
    )
  }

  /** The months that a standing picture shows, as they are now. */
  async function shownIn(id: string): Promise<MonthsShown> {
    const { rota, month } = await requireWish(db, id)
    return look(rota, month)
  }

  /** One rota's month, or those of all that have people. */
  async function look(rota: string | null, month: Temporal.PlainYearMonth): Promise<MonthsShown> {
    const ids = await rotaIds(db)
    const wanted = rota === null ? ids : ids.filter((id) => id === rota)
    const states = await Promise.all(wanted.map((id) => requireRota(db, id)))
    const all = states.map((state) => monthOf(state, month))
    const inUse = all.filter(({ parts }) => parts.length > 0)
    const months = rota === null && inUse.length > 0 ? inUse : all
    return { month, months, nameOf: await namesOf(peopleIn(months)) }
  }

  return { ask, turn, shownIn, look }
}

async function requireWish(db: Db, id: string): Promise<MonthWish> {
  const wish = await findWish(db, id)
  if (wish === null)
    throw new Refusal(
      'That month was asked for too long ago. Ask for it once more, and it can be turned again.',
    )
  return wish
}
