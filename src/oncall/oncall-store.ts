/** Rotas in the database. A rota's row lock serialises everything that happens to it. */
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Schema } from '#db/schema.ts'
import { Refusal } from '#errors.ts'
import type { Away, Cover, Member, OnCall, Reason, Rota, Shift, Swap, Tally, TurnClass } from './rota.ts'

type Reader = Kysely<Schema>
type Row<Table extends keyof Schema> = Selectable<Schema[Table]>

/** Ids of the rotas the policy names, in its order. */
export async function rotaIds(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('rota').select('id').where('retired_at', 'is', null).execute()
  const rank = (id: string) => ['geoc', 'im'].indexOf(id) + 1 || 3
  return rows.map((row) => row.id).toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

/** The rotas this person is in. */
export async function rotaIdsOf(db: Reader, person: string): Promise<string[]> {
  const rows = await db
    .selectFrom('rota_member')
    .select('rota')
    .where('person', '=', person)
    .where('left_at', 'is', null)
    .execute()
  const own = new Set(rows.map((row) => row.rota))
  return (await rotaIds(db)).filter((id) => own.has(id))
}

/** Everybody who is in some rota. */
export async function members(db: Reader): Promise<string[]> {
  const rows = await db
    .selectFrom('rota_member')
    .innerJoin('rota', 'rota.id', 'rota_member.rota')
    .select('person')
    .distinct()
    .where('left_at', 'is', null)
    .where('retired_at', 'is', null)
    .execute()
  return rows.map((row) => row.person)
}

/** Locks a rota until the transaction ends. Throws a Refusal when there is none of that name. */
export async function lockRota(trx: Transaction<Schema>, id: string): Promise<OnCall> {
  await trx.selectFrom('rota').select('id').where('id', '=', id).forUpdate().execute()
  return requireRota(trx, id)
}

/** Throws a Refusal when there is none of that name. */
export async function requireRota(db: Reader, id: string): Promise<OnCall> {
  const state = await findRota(db, id)
  if (state === null) throw new Refusal('There is no such rota.')
  return state
}

export async function findRota(db: Reader, id: string): Promise<OnCall | null> {
  const rota = await db
    .selectFrom('rota')
    .selectAll()
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  if (!rota) return null
  const rows = await rowsOf(db, id)
  return {
    rota: rotaFrom(rota, rows.members.map(memberFrom)),
    shifts: rows.shifts.map(shiftFrom),
    covers: rows.covers.map(coverFrom),
    swaps: rows.swaps.map(swapFrom),
    aways: rows.aways.map(awayFrom),
    publishedUntil: rota.published_until,
  }
}

/** Writes what differs. `before` is the state as it was locked. */
export async function saveRota(trx: Transaction<Schema>, before: OnCall, after: OnCall): Promise<void> {
  const rota = after.rota.id
  await trx
    .updateTable('rota')
    .set({ ...columnsOf(after.rota), published_until: after.publishedUntil })
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

/** A rota the policy names for the first time. */
export async function insertRota(trx: Transaction<Schema>, rota: Rota): Promise<void> {
  await trx
    .insertInto('rota')
    .values({ id: rota.id, ...columnsOf(rota), published_until: null, retired_at: null })
    .onConflict((c) => c.column('id').doUpdateSet({ retired_at: null }))
    .execute()
}

/** Rotas the policy no longer names stay on record and nobody is asked from them. */
export async function retireRotas(trx: Transaction<Schema>, except: string[], now: Date): Promise<void> {
  await trx
    .updateTable('rota')
    .set({ retired_at: now })
    .where('id', 'not in', except)
    .where('retired_at', 'is', null)
    .execute()
}

async function rowsOf(db: Reader, rota: string) {
  return {
    members: await db
      .selectFrom('rota_member')
      .selectAll()
      .where('rota', '=', rota)
      .orderBy('position')
      .execute(),
    shifts: await db.selectFrom('shift').selectAll().where('rota', '=', rota).orderBy('starts_at').execute(),
    covers: await db.selectFrom('cover').selectAll().where('rota', '=', rota).orderBy('starts_at').execute(),
    swaps: await db.selectFrom('swap').selectAll().where('rota', '=', rota).orderBy('from_start').execute(),
    aways: await db.selectFrom('away').selectAll().orderBy('starts_at').execute(),
  }
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
  trx: Transaction<Schema>,
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

function rowsIn({ rota, covers, swaps, aways }: OnCall) {
  return {
    cover: covers.map((one) => ({
      id: one.id,
      rota: rota.id,
      kind: one.kind,
      starts_at: one.start,
      ends_at: one.end,
      asked_by: one.by,
      person: one.user,
      taken_at: one.takenAt,
      note: one.note,
    })),
    swap: swaps.map((one) => ({
      id: one.id,
      rota: rota.id,
      from_person: one.from.user,
      from_start: one.from.start,
      to_person: one.to.user,
      to_start: one.to.start,
      status: one.status,
      expires_at: one.expiresAt,
    })),
    away: aways.map(({ id, user, start, end }) => ({ id, person: user, starts_at: start, ends_at: end })),
  }
}

function columnsOf(rota: Rota) {
  return {
    name: rota.name,
    role: rota.role,
    time_zone: rota.timeZone,
    hand_over_time: rota.handOverTime,
    turn: rota.turn,
    week_start: rota.weekStart,
    weekend: JSON.stringify(rota.weekend),
    holidays: JSON.stringify(rota.holidays),
    published_days: rota.publishedDays,
  }
}

function memberRows({ rota }: OnCall) {
  return rota.members.map((member, position) => ({
    rota: rota.id,
    position,
    person: member.user,
    joined_at: member.joinedAt,
    left_at: member.leftAt,
    starts_at: member.startsAt,
    credit: JSON.stringify(member.credit),
  }))
}

function shiftRows({ rota, shifts }: OnCall) {
  return shifts.map((shift) => ({
    rota: rota.id,
    starts_at: shift.start,
    ends_at: shift.end,
    person: shift.user,
    counts_for: shift.countsFor,
    class: shift.class,
    reason: JSON.stringify(shift.reason),
  }))
}

function rotaFrom(row: Row<'rota'>, stays: Member[]): Rota {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    timeZone: row.time_zone,
    handOverTime: row.hand_over_time,
    turn: row.turn as Rota['turn'],
    weekStart: row.week_start,
    weekend: row.weekend,
    holidays: row.holidays,
    publishedDays: row.published_days,
    members: stays,
  }
}

function memberFrom(row: Row<'rota_member'>): Member {
  return {
    user: row.person,
    joinedAt: row.joined_at,
    leftAt: row.left_at,
    startsAt: row.starts_at,
    credit: row.credit as unknown as Tally,
  }
}

function shiftFrom(row: Row<'shift'>): Shift {
  const reason = row.reason as unknown as Omit<Reason, 'last'> & { last: string | null }
  return {
    start: row.starts_at,
    end: row.ends_at,
    user: row.person,
    countsFor: row.counts_for,
    class: row.class as TurnClass,
    reason: { ...reason, last: reason.last === null ? null : new Date(reason.last) },
  }
}

function coverFrom(row: Row<'cover'>): Cover {
  return {
    id: row.id,
    kind: row.kind as Cover['kind'],
    start: row.starts_at,
    end: row.ends_at,
    by: row.asked_by,
    user: row.person,
    takenAt: row.taken_at,
    note: row.note,
  }
}

function swapFrom(row: Row<'swap'>): Swap {
  return {
    id: row.id,
    from: { user: row.from_person, start: row.from_start },
    to: { user: row.to_person, start: row.to_start },
    status: row.status as Swap['status'],
    expiresAt: row.expires_at,
  }
}

function awayFrom(row: Row<'away'>): Away {
  return { id: row.id, user: row.person, start: row.starts_at, end: row.ends_at }
}
