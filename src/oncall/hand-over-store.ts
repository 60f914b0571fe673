/** Hand-overs that have come: the people told, their "I'm on it", and their notes to the next person. */
import type { Selectable } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Schema } from '#db/schema.ts'
import type { HandOverNote, HandOverRecord } from './hand-over-record.ts'
import type { HandOver } from './turns/timeline.ts'

/** The last `count` hand-overs of a rota, newest first. */
export async function lastHandOvers(db: Db, rota: string, count = 2): Promise<HandOverRecord[]> {
  const rows = await db
    .selectFrom('hand_over')
    .selectAll()
    .where('rota', '=', rota)
    .orderBy('at', 'desc')
    .limit(count)
    .execute()
  return rows.map(recordFrom)
}

/** Records a hand-over; replaces the one recorded for the same instant, such as one that names somebody else. */
export async function recordHandOver(
  trx: Db,
  rota: string,
  { at, outgoing, incoming }: HandOver,
  now: Date,
  takenAt: Date | null = null,
): Promise<void> {
  const row = { outgoing, incoming, noticed_at: now, taken_at: takenAt, asked: null, asked_at: null }
  await trx
    .insertInto('hand_over')
    .values({ rota, at, ...row, note: null })
    .onConflict((c) => c.columns(['rota', 'at']).doUpdateSet({ ...row, note: null }))
    .execute()
}

export async function changeHandOver(
  trx: Db,
  rota: string,
  at: Date,
  { takenAt, asked, askedAt, note }: Partial<Pick<HandOverRecord, 'takenAt' | 'asked' | 'askedAt' | 'note'>>,
): Promise<void> {
  await trx
    .updateTable('hand_over')
    .set({
      ...(takenAt !== undefined && { taken_at: takenAt }),
      ...(asked !== undefined && { asked }),
      ...(askedAt !== undefined && { asked_at: askedAt }),
      ...(note !== undefined && { note: JSON.stringify(note) }),
    })
    .where('rota', '=', rota)
    .where('at', '=', at)
    .execute()
}

function recordFrom(row: Selectable<Schema['hand_over']>): HandOverRecord {
  return {
    at: row.at,
    outgoing: row.outgoing,
    incoming: row.incoming,
    noticedAt: row.noticed_at,
    takenAt: row.taken_at,
    asked: row.asked,
    askedAt: row.asked_at,
    note: row.note as unknown as HandOverNote | null,
  }
}
