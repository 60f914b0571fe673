/** App Homes in use: notes each look at one, and wakes them when their content may have changed. */
import { sql } from 'kysely'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import type { UserId } from '#incidents/incident.ts'
import type { SlotDetail } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'
import { freshRow } from '#reconcile/slot-store.ts'
import { day } from '#time.ts'

/** The time a home is kept up to date after it was looked at, in milliseconds. */
const keptFor = 7 * day

export type HomeService = ReturnType<typeof createHomeService>

export function createHomeService({ db, clock }: { db: Db; clock: Clock }) {
  /** `shown`: Slack has something to show already; otherwise it is published again. */
  async function opened(user: UserId, shown: boolean): Promise<void> {
    const now = clock.now()
    const detail = JSON.stringify({ openedAt: now.toISOString() })
    await transact(db, async (trx) => {
      await trx
        .insertInto('slot')
        .values({ ...unpublished, owner: dueKey('home', user), detail })
        .onConflict((conflict) =>
          conflict.columns(['owner', 'name']).doUpdateSet({
            detail: sql`slot.detail || excluded.detail`,
            refused: null,
            refused_hash: null,
            ...(!shown && { done_hash: null }),
          }),
        )
        .execute()
      await wake(trx, dueKey('home', user), { at: now, urgency: urgencies.talk })
    })
  }

  /** Wakes the homes opened lately; the run of `homes:all`. */
  async function wakeAll(): Promise<{ next: null }> {
    const now = clock.now()
    const rows = await db.selectFrom('slot').select(['owner', 'detail']).where('kind', '=', 'home').execute()
    const kept = rows.filter(({ detail }) => isKept((detail as SlotDetail).openedAt, now))
    for (const { owner } of kept) await wake(db, owner, { at: now, urgency: urgencies.paperwork })
    return { next: null }
  }

  return { opened, wakeAll }
}

/** Tells if a home opened at that ISO instant is still kept up to date. */
export function isKept(openedAt: string | undefined, now: Date): boolean {
  return openedAt !== undefined && now.getTime() - new Date(openedAt).getTime() < keptFor
}

/** Wakes the homes, whose content may have changed. Belongs in the transaction with the change. */
export async function wakeHomes(trx: Db, now: Date): Promise<void> {
  await wake(trx, dueKey('homes', 'all'), { at: now, urgency: urgencies.paperwork })
}

const unpublished = { ...freshRow, name: 'home', kind: 'home', attempt: 0 }
