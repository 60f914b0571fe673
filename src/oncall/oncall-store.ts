/** Rotas in the database. A rota's row lock serialises everything that happens to it. */
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Db, Trx } from '#db/database.ts'
import { Refusal } from '#errors.ts'
import type { RotaState, Rota } from './turns/rota.ts'
import {
  awayFrom,
  columns,
  rotaColumns,
  coverFrom,
  memberFrom,
  memberRows,
  rotaFrom,
  type Row,
  rowsIn,
  shiftFrom,
  shiftRows,
  swapFrom,
  withInstants,
} from './rota-rows-store.ts'

/** Ids of the rotas the policy names, in its order. */
export async function rotaIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('rota').select('id').where('retired_at', 'is', null).execute()
  const rank = (id: string) => ['geoc', 'im'].indexOf(id) + 1 || 3
  return rows.map((row) => row.id).toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

/** The ids of the rotas this person is in. */
export async function rotaIdsOf(db: Db, person: string): Promise<string[]> {
  const rows = await db
    .selectFrom('rota_member')
    .select('rota')
    .where('person', '=', person)
    .where('left_at', 'is', null)
    .execute()
  const own = new Set(rows.map((row) => row.rota))
  return (await rotaIds(db)).filter((id) => own.has(id))
}

/** Everybody who belongs to a rota. */
export function members(db: Db): Promise<string[]> {
  return membersLike(db, '%')
}

/** Everybody who belongs to a rota whose id is like this, in the sense of SQL. */
export async function membersLike(db: Db, rota: string): Promise<string[]> {
  const rows = await db
    .selectFrom('rota_member')
    .innerJoin('rota', 'rota.id', 'rota_member.rota')
    .select('person')
    .distinct()
    .where('rota', 'like', rota)
    .where('left_at', 'is', null)
    .where('retired_at', 'is', null)
    .execute()
  return rows.map((row) => row.person)
}

/** Everybody who stands in for somebody, now or later. */
export async function standIns(db: Db, now: Date): Promise<string[]> {
  const rows = await db.selectFrom('cover').select('person').distinct().where('ends_at', '>', now).execute()
  return rows.flatMap(({ person }) => person ?? [])
}

/** Locks a rota until the transaction ends. Throws a Refusal for an unknown id. */
export async function lockRota(trx: Trx, id: string): Promise<RotaState> {
  await trx.selectFrom('rota').select('id').where('id', '=', id).forUpdate().execute()
  return requireRota(trx, id)
}

/** Throws a Refusal for an unknown id. */
export async function requireRota(db: Db, id: string): Promise<RotaState> {
  const state = await findRota(db, id)
  if (state === null) throw new Refusal('There is no such rota.')
  return state
}

/** Reads a rota in one statement, since a page waits for it. */
export async function findRota(db: Db, id: string): Promise<RotaState | null> {
  const row = await db
    .selectFrom('rota')
    .select(columns.rota)
    .select((e) => [
      jsonArrayFrom(
        e
          .selectFrom('rota_member')
          .select(columns.rota_member)
          .select((m) =>
            m
              .selectFrom('person')
              .select('person.time_zone')
              .whereRef('person.id', '=', 'rota_member.person')
              .as('time_zone'),
          )
          .where('rota', '=', id)
          .orderBy('position'),
      ).as('members'),
      jsonArrayFrom(
        e.selectFrom('shift').select(columns.shift).where('rota', '=', id).orderBy('starts_at'),
      ).as('shifts'),
      jsonArrayFrom(
        e.selectFrom('cover').select(columns.cover).where('rota', '=', id).orderBy('starts_at'),
      ).as('covers'),
      jsonArrayFrom(
        e.selectFrom('swap').select(columns.swap).where('rota', '=', id).orderBy('from_start'),
      ).as('swaps'),
      jsonArrayFrom(e.selectFrom('away').select(columns.away).orderBy('starts_at')).as('aways'),
    ])
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return {
    rota: rotaFrom(
      row,
      row.members.map((member) =>
        memberFrom({ ...withInstants<'rota_member'>(member), time_zone: member.time_zone }, row.time_zone),
      ),
    ),
    shifts: row.shifts.map(withInstants<'shift'>).map(shiftFrom),
    covers: row.covers.map(withInstants<'cover'>).map(coverFrom),
    swaps: row.swaps.map(withInstants<'swap'>).map(swapFrom),
    aways: row.aways.map(withInstants<'away'>).map(awayFrom),
    publishedUntil: row.published_until,
  }
}

/** Writes the differences. `before` is the state read under the lock. */
export async function saveRota(trx: Trx, before: RotaState, after: RotaState): Promise<void> {
  const rota = after.rota.id
  await trx
    .updateTable('rota')
    .set({ ...rotaColumns(after.rota), published_until: after.publishedUntil })
    .where('id', '=', rota)
    .execute()
  const members = difference(memberRows(before), memberRows(after), (row) => row.position)
  for (const row of members.put)
    await trx
      .insertInto('rota_member')
      .values(row)
      .onConflict((c) => c.columns(['rota', 'position']).doUpdateSet(row))
      .execute()
  const shifts = difference(shiftRows(before), shiftRows(after), (row) => +row.starts_at)
  if (shifts.gone.length > 0)
    await trx
      .deleteFrom('shift')
      .where('rota', '=', rota)
      .where(
        'starts_at',
        'in',
        shifts.gone.map((row) => row.starts_at),
      )
      .execute()
  for (const row of shifts.put)
    await trx
      .insertInto('shift')
      .values(row)
      .onConflict((c) => c.columns(['rota', 'starts_at']).doUpdateSet(row))
      .execute()
  const [old, fresh] = [rowsIn(before), rowsIn(after)]
  await saveById(trx, 'cover', old.cover, fresh.cover)
  await saveById(trx, 'swap', old.swap, fresh.swap)
  await saveById(trx, 'away', old.away, fresh.away)
}

/** Adds a rota that the policy names for the first time. */
export async function insertRota(trx: Trx, rota: Rota): Promise<void> {
  await trx
    .insertInto('rota')
    .values({ id: rota.id, ...rotaColumns(rota), published_until: null, retired_at: null })
    .onConflict((c) => c.column('id').doUpdateSet({ retired_at: null }))
    .execute()
}

/** Retires rotas that the policy no longer names: they stay on record, and nobody is asked from them. */
export async function retireRotas(trx: Trx, except: string[], now: Date): Promise<void> {
  await trx
    .updateTable('rota')
    .set({ retired_at: now })
    .where('id', 'not in', except)
    .where('retired_at', 'is', null)
    .execute()
}

interface Difference<T> {
  gone: T[]
  put: T[]
}

function difference<T>(before: T[], after: T[], keyOf: (row: T) => string | number): Difference<T> {
  const old = new Map(before.map((row) => [keyOf(row), JSON.stringify(row)]))
  const kept = new Set(after.map(keyOf))
  return {
    gone: before.filter((row) => !kept.has(keyOf(row))),
    put: after.filter((row) => old.get(keyOf(row)) !== JSON.stringify(row)),
  }
}

async function saveById<T extends { id: string }>(
  trx: Trx,
  table: 'cover' | 'swap' | 'away',
  before: T[],
  after: T[],
): Promise<void> {
  const { gone, put } = difference(before, after, (row) => row.id)
  const ids = gone.map((row) => row.id)
  // The three tables differ in their columns only; rows come from `rowsIn`.
  const name = table as 'away'
  if (ids.length > 0) await trx.deleteFrom(name).where('id', 'in', ids).execute()
  for (const row of put as unknown as Row<'away'>[])
    await trx
      .insertInto(name)
      .values(row)
      .onConflict((c) => c.column('id').doUpdateSet(row))
      .execute()
}
