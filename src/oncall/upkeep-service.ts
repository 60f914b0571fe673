/** Moves a rota on with time: shifts are published, offers run out, hand-overs come, and nobody is heard of after them. */
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { urgencies } from '#urgency.ts'
import { checkIn, type OwnerOf } from './check-in-service.ts'
import { comeSince } from './turns/duty.ts'
import { lastHandOvers, recordHandOver } from './hand-over-store.ts'
import { noticesOf } from './notice.ts'
import { addNotices } from './notice-store.ts'
import { lockRota, saveRota } from './oncall-store.ts'
import { publishTurns } from './turns/publish.ts'
import { expireSwaps } from './turns/swap.ts'

/** A second run at the same time changes nothing. */
export async function keepUp(db: Db, rota: string, now: Date, ownerOf: OwnerOf): Promise<void> {
  await transact(db, async (trx) => {
    const before = await lockRota(trx, rota)
    const { state, moved } = publishTurns(expireSwaps(before, now).state, now)
    await saveRota(trx, before, state)
    await addNotices(trx, before.rota, noticesOf(moved, 'settings', null), now)

    const [last] = await lastHandOvers(trx, rota, 1)
    const come = comeSince(state, last ?? null, now)
    for (const handOver of come) await recordHandOver(trx, rota, handOver, now)
    if (come.length > 0) await wake(trx, dueKey('oncall', 'today'), { at: now, urgency: urgencies.talk })
    else if (last) await checkIn(trx, state, last, now, ownerOf)
  })
}
