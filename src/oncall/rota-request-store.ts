/** Changes of rotas by people outside them, as they were asked for and answered. */
import type { Db, Trx } from '#db/database.ts'
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Lost, RotaRequest, RotaWish } from './rota-request.ts'

export async function insertRequest(
  trx: Trx,
  rota: string,
  { id, by, at, wish }: Pick<RotaRequest, 'id' | 'by' | 'at' | 'wish'>,
): Promise<void> {
  const time = wish.deed === 'override' ? wish : { start: null, end: null, reason: '' }
  await trx
    .insertInto('rota_request')
    .values({
      id,
      rota,
      asked_by: by,
      asked_at: at,
      deed: wish.deed,
      person: wish.user,
      starts_at: time.start,
      ends_at: time.end,
      reason: time.reason,
      status: 'open',
      answered_by: null,
      answered_at: null,
      undone_by: null,
      undone_at: null,
      lost: '{}',
    })
    .execute()
}

/** Throws a Refusal for one that is not there. */
export async function requireRequest(db: Db, rota: string, id: string): Promise<RotaRequest> {
  const row = await requests(db, rota).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('Nobody asks for that any more. Nothing was changed.')
  return requestFrom(row)
}

export async function requestsSince(db: Db, rota: string, since: Date): Promise<RotaRequest[]> {
  const rows = await requests(db, rota).where('asked_at', '>=', since).orderBy('asked_at').execute()
  return rows.map(requestFrom)
}

export async function answerRequest(
  trx: Trx,
  id: string,
  status: 'allowed' | 'refused',
  by: UserId,
  lost: Lost | null,
  now: Date,
): Promise<void> {
  await trx
    .updateTable('rota_request')
    .set({ status, answered_by: by, answered_at: now, lost: JSON.stringify(lost ?? {}) })
    .where('id', '=', id)
    .execute()
}

export async function noteUndone(trx: Trx, id: string, by: UserId, now: Date): Promise<void> {
  await trx.updateTable('rota_request').set({ undone_by: by, undone_at: now }).where('id', '=', id).execute()
}

function requests(db: Db, rota: string) {
  return db.selectFrom('rota_request').selectAll().where('rota', '=', rota)
}

type Row = Awaited<ReturnType<ReturnType<typeof requests>['execute']>>[number]

function requestFrom(row: Row): RotaRequest {
  return {
    id: row.id,
    by: row.asked_by,
    at: row.asked_at,
    wish: wishFrom(row),
    status: row.status,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    undoneBy: row.undone_by,
    lost: lostFrom(row.lost),
  }
}

function wishFrom({ deed, person: user, starts_at: start, ends_at: end, reason }: Row): RotaWish {
  if (deed !== 'override') return { deed, user }
  if (start === null || end === null) throw new Error('an override has a beginning and an end')
  return { deed, user, start, end, reason }
}

/** JSON has turned the instants into texts. */
function lostFrom(kept: Record<string, unknown>): Lost {
  const { shifts = [], covers = [] } = kept as Partial<Lost>
  const range = ({ start, end }: { start: Date; end: Date }) => ({
    start: new Date(start),
    end: new Date(end),
  })
  const dated = (at: Date | null) => at && new Date(at)
  return {
    shifts: shifts.map((shift) => ({
      ...shift,
      ...range(shift),
      reason: { ...shift.reason, last: dated(shift.reason.last) },
    })),
    covers: covers.map((cover) => ({ ...cover, ...range(cover), takenAt: dated(cover.takenAt) })),
  }
}
