/** Erases words: of one person, or of messages that were kept long enough. */
import type { Db, Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { urgencies } from '#urgency.ts'
import { eraseTyped } from './erasing-store.ts'
import type { Lost } from './heard.ts'
import { blank } from './history-store.ts'

/** Told of every text of an incident that went. */
export type Forget = (trx: Trx, incident: number, lost: Lost) => Promise<void>

/** The number of messages one transaction takes away. */
const batch = 500

/** Erases the words of messages written before `before`. */
export async function expire(db: Db, before: Date, forget: Forget): Promise<number> {
  return blankAll(db, forget, () =>
    db
      .selectFrom('message')
      .select(['incident', 'channel', 'ts'])
      .where('deleted', '=', false)
      .where('at', '<', before)
      .limit(batch)
      .execute(),
  )
}

/** Erases every word that this person wrote. Returns how many messages had words. */
export async function eraseBy(db: Db, person: string, forget: Forget, now: Date): Promise<number> {
  await transact(db, async (trx) => {
    for (const incident of await eraseTyped(trx, person, now)) {
      await forget(trx, incident, { gone: [], edited: [] })
      for (const key of [dueKey('incident', incident), dueKey('postmortem', incident)])
        await wake(trx, key, { at: now, urgency: urgencies.paperwork })
    }
    // Slack is asked again about a person whom the policy still names.
    await wake(trx, dueKey('named-people', 'all'), { at: now, urgency: urgencies.page })
  })
  return blankAll(db, forget, () =>
    db
      .selectFrom('message')
      .select(['incident', 'channel', 'ts'])
      .where('deleted', '=', false)
      .where('author', '=', person)
      .limit(batch)
      .execute(),
  )
}

async function blankAll(
  db: Db,
  forget: Forget,
  next: () => Promise<{ incident: number; channel: string; ts: string }[]>,
): Promise<number> {
  let count = 0
  for (;;) {
    const found = await next()
    if (found.length === 0) return count
    for (const [incident, messages] of Map.groupBy(found, (one) => one.incident)) {
      await transact(db, async (trx) => {
        const gone = await blank(trx, messages)
        if (gone.length > 0) await forget(trx, incident, { gone, edited: [] })
      })
    }
    count += found.length
  }
}
