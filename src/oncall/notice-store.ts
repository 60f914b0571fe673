/** News that people are to be told once about a rota. */
import type { Db } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'
import type { TimeChange, RotaDeed, Notice, StoredNotice } from './notice.ts'

/** The people told of one act so far, and where: an act that concerns several rotas is told in one message. */
export type ToldOfAct = Map<UserId, { rota: string; seq: number; changes: readonly TimeChange[] }>

/** Stores notices. Call it with the rota locked, and with those that an act told before it came to this rota. */
export async function addNotices(
  trx: Db,
  { id: rota, name }: { id: string; name: string },
  all: readonly Notice[],
  now: Date,
  told: ToldOfAct = new Map(),
): Promise<void> {
  const notices: Notice[] = []
  for (const notice of all) {
    const before = notice.person === null ? undefined : told.get(notice.person)
    if (!before) notices.push(notice)
    else
      await addChanges(trx, before, {
        ...notice,
        changes: notice.changes.map((one) => ({ ...one, rota: name })),
      })
  }
  if (notices.length === 0) return
  const { last } = await trx
    .selectFrom('rota_notice')
    .select((e) => e.fn.max('seq').as('last'))
    .where('rota', '=', rota)
    .executeTakeFirstOrThrow()
  const first = Number(last ?? 0) + 1
  notices.forEach(({ person, changes }, i) => {
    if (person !== null) told.set(person, { rota, seq: first + i, changes })
  })
  await trx
    .insertInto('rota_notice')
    .values(
      notices.map(({ person, deed, by, changes, reason }, i) => ({
        rota,
        seq: first + i,
        at: now,
        person,
        kind: deed,
        data: JSON.stringify({ by, changes, reason }),
      })),
    )
    .execute()
}

async function addChanges(
  trx: Db,
  told: { rota: string; seq: number; changes: readonly TimeChange[] },
  { by, changes, reason }: Notice,
): Promise<void> {
  told.changes = [...told.changes, ...changes]
  await trx
    .updateTable('rota_notice')
    .set({ data: JSON.stringify({ by, changes: told.changes, reason }) })
    .where('rota', '=', told.rota)
    .where('seq', '=', told.seq)
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
