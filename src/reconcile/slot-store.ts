/** The rows of `slot`: the known state of Slack, and the calls under way. */
import { type RawBuilder, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Schema } from '#db/schema.ts'
import type { SlotDetail, SlotState } from './slot.ts'

export type SlotRow = Omit<Selectable<Schema['slot']>, 'detail' | 'incident'> & { detail: SlotDetail }
export type SlotPatch = Omit<Updateable<Schema['slot']>, 'detail' | 'owner' | 'name'> & {
  detail?: SlotDetail
}

/** The place of a slot's row: the due key that looks after it, and its name there. */
export interface SlotAddress {
  owner: string
  name: string
}

/** A slot whose call is about to be sent. */
export interface CallStart {
  name: string
  kind: string
  /** Detail merged into the remembered one. */
  detail?: SlotDetail
  /** Counts as shown from now on, with any answer of the call: for messages that may be sent at most once. */
  doneHash?: string
}

/** The values of a row before anything is known of its slot. */
export const freshRow = {
  done_hash: null,
  channel: null,
  ts: null,
  attempt: 1,
  first_sent_at: null,
  started_at: null,
  retry_at: null,
  refused: null,
  refused_hash: null,
  deleted: 0,
  detail: '{}',
}

const columns = ['owner', 'name', 'kind', ...(Object.keys(freshRow) as (keyof typeof freshRow)[])] as const

/** The recorded slots of `owner`, by name: all of them, or those with these names. */
export async function rowsOf(
  db: Db,
  owner: string,
  names?: readonly string[],
): Promise<Map<string, SlotRow>> {
  let query = db.selectFrom('slot').select(columns).where('owner', '=', owner)
  if (names) query = query.where('name', 'in', names)
  const rows = await query.execute()
  return new Map(rows.map((row) => [row.name, row]))
}

/** The result of a slot's `attempt`; a later attempt by someone else is left alone. */
export interface SlotRecord {
  name: string
  attempt: number
  patch: SlotPatch
}

/**
 * Commits, in one statement, that calls for these slots are sent at `at`, and the results of others. Returns the rows
 * of the started ones.
 */
export async function beginCalls(
  db: Db,
  owner: string,
  beginnings: CallStart[],
  at: Date,
  others: readonly SlotRecord[] = [],
): Promise<SlotRow[]> {
  const begun = db
    .insertInto('slot')
    .values(
      beginnings.map(({ name, kind, detail, doneHash }) => ({
        ...freshRow,
        owner,
        name,
        kind,
        done_hash: doneHash ?? null,
        first_sent_at: at,
        started_at: doneHash === undefined ? at : null,
        detail: JSON.stringify(detail ?? {}),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['owner', 'name']).doUpdateSet({
        kind: (e) => e.ref('excluded.kind'),
        done_hash: sql`coalesce(excluded.done_hash, slot.done_hash)`,
        attempt: sql`slot.attempt + 1`,
        first_sent_at: sql`coalesce(slot.first_sent_at, excluded.first_sent_at)`,
        started_at: (e) => e.ref('excluded.started_at'),
        retry_at: null,
        refused: null,
        refused_hash: null,
        detail: sql`slot.detail || excluded.detail`,
      }),
    )
    .returning(columns)
  if (others.length === 0) return await begun.execute()
  return (await sql<SlotRow>`with ${updates(db, owner, others)} ${begun}`.execute(db)).rows
}

/** Records results in one statement. */
export async function saveResults(db: Db, owner: string, records: readonly SlotRecord[]): Promise<void> {
  if (records.length > 0) await sql`with ${updates(db, owner, records)} select`.execute(db)
}

function updates(db: Db, owner: string, records: readonly SlotRecord[]): RawBuilder<unknown> {
  return sql.join(
    records.map(({ name, attempt, patch: { detail, ...patch } }, nth) => {
      const update = db
        .updateTable('slot')
        .set({ ...patch, ...(detail && { detail: JSON.stringify(detail) }) })
        .where('owner', '=', owner)
        .where('name', '=', name)
        .where('attempt', '=', attempt)
      return sql`${sql.id(`record_${nth}`)} as (${update})`
    }),
  )
}

/** The changes to a row when its message turns out to be gone. */
export function goneFrom(row: Pick<SlotRow, 'deleted'>): SlotPatch {
  return { ...forgotten, deleted: row.deleted + 1 }
}

const forgotten = { ts: null, done_hash: null, first_sent_at: null, started_at: null, retry_at: null }

/** Counts once that people deleted a message. Returns its slot, so that the owner can be woken. */
export async function markDeleted(db: Db, channel: string, ts: string): Promise<SlotAddress | null> {
  const deleted = await db
    .updateTable('slot')
    .set((e) => ({ ...forgotten, deleted: e('deleted', '+', 1) }))
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .returning(['owner', 'name'])
    .executeTakeFirst()
  return deleted ?? null
}

/** Finds the slot that this message belongs to. */
export async function bySlackMessage(db: Db, channel: string, ts: string): Promise<SlotAddress | null> {
  const query = db.selectFrom('slot').select(['owner', 'name']).where('kind', '=', 'message')
  return (await query.where('channel', '=', channel).where('ts', '=', ts).executeTakeFirst()) ?? null
}

/** Finds the incident whose room this channel is, or whose group message stands in for one: of several, the newest that is open. */
export async function roomOwner(db: Db, channel: string): Promise<SlotAddress | null> {
  return (await roomsAt(db, channel).select(['owner', 'name']).executeTakeFirst()) ?? null
}

/** The incident of that room; null where the channel belongs to none. */
export async function roomIncident(db: Db, channel: string): Promise<number | null> {
  return (await roomsAt(db, channel).select('slot.incident').executeTakeFirst())?.incident ?? null
}

function roomsAt(db: Db, channel: string) {
  return db
    .selectFrom('slot')
    .leftJoin('incident', 'incident.number', 'slot.incident')
    .where('kind', 'in', ['room', 'group'])
    .where('channel', '=', channel)
    .orderBy(sql`coalesce(resolved_at, closed_at) is null`, 'desc')
    .orderBy('incident.number', 'desc')
}

/** The channel that a slot of any owner has made or stands in. */
export async function channelOf(db: Db, slot: SlotAddress): Promise<string | null> {
  const [found] = await channelsOf(db, [slot])
  return found?.channel ?? null
}

/** The channels that slots of any owners have made or stand in, for slots that have one. */
export async function channelsOf(
  db: Db,
  slots: readonly SlotAddress[],
): Promise<(SlotAddress & { channel: string })[]> {
  if (slots.length === 0) return []
  return await db
    .selectFrom('slot')
    .select(['owner', 'name', 'channel'])
    .where((e) => e.or(slots.map(({ owner, name }) => e.and({ owner, name }))))
    .where('channel', 'is not', null)
    .$narrowType<{ channel: string }>()
    .execute()
}

/** Drops messages first sent before `then`, except wanted ones: for owners that go on for years. */
export async function forgetBefore(
  db: Db,
  owner: string,
  then: Date,
  wanted: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('slot')
    .where('owner', '=', owner)
    .where('kind', '=', 'message')
    .where('first_sent_at', '<', then)
    .where('started_at', 'is', null)
    .$if(wanted.length > 0, (q) => q.where('name', 'not in', [...wanted]))
    .execute()
}

/** The recorded state of `owner`'s slots, for a projection to look at. `names` as for `rowsOf`. */
export async function statesOf(
  db: Db,
  owner: string,
  names?: readonly string[],
): Promise<Map<string, SlotState>> {
  return statesIn(await rowsOf(db, owner, names))
}

export function statesIn(rows: ReadonlyMap<string, SlotRow>): Map<string, SlotState> {
  return new Map([...rows].map(([name, row]) => [name, stateOf(row)]))
}

function stateOf(row: SlotRow): SlotState {
  const { name, channel, ts, refused, deleted, detail } = row
  const done = row.done_hash !== null && row.started_at === null && row.retry_at === null && refused === null
  return { name, done, channel, ts, refused, deleted, detail }
}

/** Remembers that people took the room away or, with null, that it is ours again. */
export async function noteLost(
  db: Db,
  { owner, name }: SlotAddress,
  lost: NonNullable<SlotDetail['lost']> | null,
): Promise<void> {
  const row = (await rowsOf(db, owner)).get(name)
  if (!row) return
  const { lost: _before, ...detail } = row.detail
  const patch = { detail: lost === null ? detail : { ...detail, lost } }
  await saveResults(db, owner, [{ ...row, patch }])
}

/** Slots each room has once: they are made again where another room takes its place. */
const furniture = ['card', 'card/pin', 'members', 'topic', 'purpose', 'bookmarks', 'archive', 'rejoin']

/** Forgets the room and what stood in it, so that both are made again. Call it in a transaction. */
export async function leaveRoom(db: Db, owner: string): Promise<void> {
  const room = (await rowsOf(db, owner)).get('room')
  if (!room?.channel) return
  await db.deleteFrom('slot').where('owner', '=', owner).where('name', 'in', furniture).execute()
  const patch = {
    ...forgotten,
    channel: null,
    refused: null,
    refused_hash: null,
    detail: { before: room.channel },
  }
  await saveResults(db, owner, [{ ...room, patch }])
}

/**
 * Lets all refused calls be tried again, and deleted messages return once more where their slot allows any return.
 * People who could not be invited are invited again.
 */
export async function clearRefusals(db: Db, owner: string): Promise<void> {
  await db
    .updateTable('slot')
    .set((e) => ({
      refused: null,
      refused_hash: null,
      retry_at: null,
      deleted: e.fn<number>('least', ['deleted', sql.lit(1)]),
    }))
    .where('owner', '=', owner)
    .execute()
  // An edit of the card finds out if it is still there.
  await db
    .updateTable('slot')
    .set({ done_hash: null })
    .where('owner', '=', owner)
    .where('name', '=', 'card')
    .execute()
  const members = [...(await rowsOf(db, owner)).values()].flatMap((row): SlotRecord[] => {
    const { uninvited, invited, ...detail } = row.detail
    if (!uninvited) return []
    const made = invited?.filter((invitation) => !(invitation.split(' ', 1)[0]! in uninvited)) ?? []
    return [{ ...row, patch: { done_hash: null, detail: { ...detail, invited: made } } }]
  })
  await saveResults(db, owner, members)
}
