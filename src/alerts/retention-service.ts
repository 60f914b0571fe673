/** Takes away what sources sent, and alerts that are over, once they were kept as long as the policy says. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { day } from '#time.ts'
import { dropAlerts, dropOldDeliveries } from './retention-store.ts'

/** The most of each in one run, and the pause after it in milliseconds. */
const [most, pause] = [2_000, 10_000]

/** `keep`: milliseconds; null for ever. */
export function createAlertRetention({ db, clock, keep }: { db: Db; clock: Clock; keep: number | null }) {
  /** The run of `retention:alerts`. */
  return async function retain(): Promise<{ next: Date | null }> {
    if (keep === null) return { next: null }
    const now = +clock.now()
    const before = new Date(now - keep)
    const isMore = [await dropOldDeliveries(db, before, most), await dropAlerts(db, before, most)].includes(
      most,
    )
    return { next: new Date(now + (isMore ? pause : day)) }
  }
}
