/** News that people are to be told once about a rota. */
import type { Db } from '#db/database.ts'
import type { TimeChange, RotaDeed, Notice, StoredNotice } from './notice.ts'

/** Stores notices. Call it with the rota locked. */
export async function addNotices(
  trx: Db,
  rota: string,
  notices: readonly Notice[],
  now: Date,
): Promise<void> {
  if (notices.length === 0) return
  const { last } = await trx
    .selectFrom('rota_notice')
    .select((e) => e.fn.max('seq').as('last'))
    .where('rota', '=', rota)
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('rota_notice')
    .values(
      notices.map(({ person, deed, by, changes, reason }, i) => ({
        rota,
        seq: Number(last ?? 0) + 1 + i,
        at: now,
        person,
        kind: deed,
        data: JSON.stringify({ by, changes, reason }),
      })),
    )
    .execute()
}

export async function noticesSince(db: Db, rota: string, since: Date): Promise<StoredNotice[]> {
  const rows = await db
    .selectFrom('rota_notice')
    .selectAll()
    .where('rota', '=', rota)
    .where('at', '>=', since)
    .orderBy('seq')
    .execute()
  return rows.map(({ seq, at, person, kind, data }) => {
    const { by, changes, reason } = data as {
      by: string | null
      reason?: string
      changes: (TimeChange & { start: string; end: string })[]
    }
    return {
      seq,
      at,
      person,
      deed: kind as RotaDeed,
      by,
      ...(reason !== undefined && { reason }),
      changes: changes.map((each) => ({ ...each, start: new Date(each.start), end: new Date(each.end) })),
    }
  })
}
