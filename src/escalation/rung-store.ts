/** Wakes what follows from news of a page's ringing: the next way, and the card that tells it. */
import type { Trx } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { wakeAll } from '#due/due-store.ts'
import { urgencies } from '#urgency.ts'
import { climbIdOf } from './climb.ts'
import { subjectOf } from './escalation-store.ts'
import { subjectKey } from './subject.ts'

/** Call it in the transaction that writes the news. */
export async function wakeRung(trx: Trx, page: string, now: Date): Promise<void> {
  const subject = await subjectOf(trx, climbIdOf(page))
  await wakeAll(trx, [
    [dueKey('ring', page), { at: now, urgency: urgencies.page }],
    ...(subject === null ? [] : [[subjectKey(subject), { at: now, urgency: urgencies.talk }] as const]),
  ])
}
