/** Takes away what was kept as long as the policy says: messages, people who left, incidents. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import type { DueThing } from '#due/due-key.ts'
import { day } from '#time.ts'
import { forgetIncidents } from './forgotten-incident-store.ts'
import { eraseBy, expire, type Forget } from './forgetting-store.ts'
import { leftBefore } from './left-people-store.ts'

type Kept = Exclude<DueThing<'retention'>, 'alerts'>

/** Milliseconds for each; null for ever. */
export type Retention = Record<Kept, number | null>

export interface RetentionParts {
  db: Db
  clock: Clock
  keep: Retention
  forget: Forget
}

/** The most of a kind taken away in one run, so that other work gets its turn, and the pause after it in milliseconds. */
const most = 50
const pause = 10_000

export function createRetention({ db, clock, keep, forget }: RetentionParts) {
  /** Each says if there may be more. */
  const takeAway: Record<Kept, (before: Date) => Promise<boolean>> = {
    async messages(before) {
      await expire(db, before, forget)
      return false
    },
    async people(before) {
      const left = await leftBefore(db, before, most)
      for (const person of left) await eraseBy(db, person, forget, clock.now())
      return left.length === most
    },
    async incidents(before) {
      return (await forgetIncidents(db, before, most)) === most
    },
  }

  /** Run of `retention:<kind>`. */
  return async function retain(kind: Kept): Promise<{ next: Date | null }> {
    const kept = keep[kind]
    if (kept === null) return { next: null }
    const now = clock.now().getTime()
    const isMore = await takeAway[kind](new Date(now - kept))
    return { next: new Date(now + (isMore ? pause : day)) }
  }
}
