/** Moves a rota on with time: shifts are published, offers run out, hand-overs come, and nobody confirms them. */
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { urgencies } from '#urgency.ts'
import { comeSince, dutyAt } from './turns/duty.ts'
import { askNextAfter } from './hand-over-record.ts'
import { changeHandOver, lastHandOvers, recordHandOver } from './hand-over-store.ts'
import { noticesOf } from './notice.ts'
import { addNotices } from './notice-store.ts'
import { lockRota, saveRota } from './oncall-store.ts'
import { publishTurns } from './turns/publish.ts'
import { expireSwaps } from './turns/swap.ts'

/** A second run at the same time changes nothing. */
export async function keepUp(db: Db, rota: string, now: Date): Promise<void> {
  await transact(db, async (trx) => {
    const before = await lockRota(trx, rota)
    const { state, moved } = publishTurns(expireSwaps(before, now).state, now)
    await saveRota(trx, before, state)
    await addNotices(trx, before.rota, noticesOf(moved, 'settings', null), now)

    const [last] = await lastHandOvers(trx, rota, 1)
    const come = comeSince(state, last ?? null, now)
    for (const handOver of come) await recordHandOver(trx, rota, handOver, now)
    if (come.length > 0) await wake(trx, dueKey('oncall', 'today'), { at: now, urgency: urgencies.talk })
    else if (last && isUnanswered(last, now)) {
      const asked = dutyAt(state, now).next?.user ?? null
      await changeHandOver(trx, rota, last.at, { asked, askedAt: now })
    }
  })
}

function isUnanswered(
  last: { incoming: string | null; takenAt: Date | null; askedAt: Date | null; noticedAt: Date },
  now: Date,
): boolean {
  const waited = +now - +last.noticedAt >= askNextAfter
  return waited && last.incoming !== null && last.takenAt === null && last.askedAt === null
}
