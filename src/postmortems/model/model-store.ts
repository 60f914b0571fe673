/** Questions to a model and its answers, in the database. */
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { urgencies } from '#urgency.ts'
import type { Db, Trx } from '#db/database.ts'

export interface ModelAnswer {
  incident: number
  askedAt: Date
  /** The person who let it read a private incident; null where nobody had to. */
  askedBy: string | null
  answer: string | null
}

/** Asks anew: an earlier question and its answer go. */
export async function askModel(
  trx: Trx,
  incident: number,
  { by, at }: { by: string | null; at: Date },
): Promise<void> {
  const fresh = { asked_at: at, asked_by: by, model: null, question: null, answer: null }
  await trx
    .insertInto('model_answer')
    .values({ incident, ...fresh })
    .onConflict((c) => c.column('incident').doUpdateSet(fresh))
    .execute()
}

export async function findModelAnswer(db: Db, incident: number): Promise<ModelAnswer | null> {
  const row = await db
    .selectFrom('model_answer')
    .select(['incident', 'asked_at', 'asked_by', 'answer'])
    .where('incident', '=', incident)
    .executeTakeFirst()
  return row ? { incident, askedAt: row.asked_at, askedBy: row.asked_by, answer: row.answer } : null
}

/** Keeps for audit what one question said, or was answered. Nothing where words of it were forgotten or it was asked anew meanwhile. */
export async function keepOfModel(
  db: Db,
  { incident, askedAt }: Pick<ModelAnswer, 'incident' | 'askedAt'>,
  kept: { model: string; question: string } | { answer: string },
): Promise<void> {
  await db
    .updateTable('model_answer')
    .set(kept)
    .where('incident', '=', incident)
    .where('asked_at', '=', askedAt)
    .execute()
}

/** Milliseconds in which further changes of the record are gathered. */
const calm = 300_000

/** Takes away what was asked and answered, since words of the record are gone or changed; it is asked anew once that is over. */
export async function forgetModelAnswer(trx: Trx, incident: number, now: Date): Promise<void> {
  const row = await trx
    .updateTable('model_answer')
    .set({ asked_at: now, model: null, question: null, answer: null })
    .where('incident', '=', incident)
    .returning('incident')
    .executeTakeFirst()
  if (row === undefined) return
  await wake(trx, dueKey('model', incident), {
    at: new Date(now.getTime() + calm),
    urgency: urgencies.paperwork,
  })
}
