/** Wakes what shows a post-mortem and its promises: its own messages, and the homes of their owners. */
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { urgencies } from '#urgency.ts'

/** Belongs in the transaction with the change. */
export async function wakePaperwork(trx: Db, incident: number, now: Date): Promise<void> {
  for (const key of [dueKey('postmortem', incident), dueKey('homes', 'all')])
    await wake(trx, key, { at: now, urgency: urgencies.paperwork })
}
