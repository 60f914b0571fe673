/** People who left the workspace: since when, and what remains of them once they are erased. */
import { sql } from 'kysely'
import type { Db, Trx } from '#db/database.ts'

/** Ids of people who left before then and are not erased yet, the first to leave first. */
export async function leftBefore(db: Db, before: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('person')
    .select('id')
    .where('departed_at', '<', before)
    .where('erased_at', 'is', null)
    .orderBy('departed_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * Takes away all that is known about a person. Of one who left an id stays, since Slack would tell the rest again each
 * day; about a colleague Slack is asked again if they still have to be named.
 */
export async function forgetPerson(trx: Trx, person: string, now: Date): Promise<void> {
  await trx
    .updateTable('person')
    .set({
      name: sql.ref('id'),
      email: null,
      time_zone: 'UTC',
      dm_channel: null,
      changed_at: null,
      erased_at: now,
      acted_at: null,
    })
    .where('id', '=', person)
    .where('departed_at', 'is not', null)
    .execute()
  await trx.deleteFrom('person').where('id', '=', person).where('departed_at', 'is', null).execute()
}
