/** Readings of conversations: their progress and their results. */
import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import type { Schema } from '#db/schema.ts'
import type { Lost, Read } from './heard.ts'
import { blank, recordHeard, recordMark } from './history-store.ts'

/** A room, or a thread of somebody else's channel. */
export interface Conversation {
  incident: number
  channel: string
  /** Empty for a whole room. */
  threadTs: string
}

export type Reading = Selectable<Schema['reading']>

/** Finds the conversations about an incident; the thread it was declared from is known to the incident itself. */
export async function placesOf(db: Db, incident: number): Promise<Conversation[]> {
  const slots = await db
    .selectFrom('slot')
    .select(['name', 'channel', 'ts', 'refused'])
    .where('incident', '=', incident)
    .where('name', 'in', ['room', 'group', 'tech'])
    .execute()
  const roomless = slots.some(({ name, refused }) => name === 'room' && refused !== null)
  return slots.flatMap(({ name, channel, ts }) => {
    if (channel === null || (name === 'tech' && (!roomless || ts === null))) return []
    return { incident, channel, threadTs: name === 'tech' ? (ts ?? '') : '' }
  })
}

export async function readingOf(db: Db, of: Conversation): Promise<Reading | null> {
  const found = await db.selectFrom('reading').selectAll().where(isReading(of)).executeTakeFirst()
  return found ?? null
}

export async function readingsOf(db: Db, incident: number): Promise<Reading[]> {
  return db.selectFrom('reading').selectAll().where('incident', '=', incident).execute()
}

export async function beginReading(db: Db, of: Conversation, now: Date): Promise<Reading> {
  const fresh = { started_at: now, cursor: '', threads: '[]', in_threads: false, oldest: null, refused: null }
  return db
    .insertInto('reading')
    .values({
      incident: of.incident,
      channel: of.channel,
      thread_ts: of.threadTs,
      complete_from: null,
      complete_to: null,
      ...fresh,
    })
    .onConflict((c) => c.columns(['incident', 'channel', 'thread_ts']).doUpdateSet(fresh))
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Notes that Slack would not let us read, so missing messages are unknown. */
export async function refuseReading(db: Db, of: Conversation, refused: string): Promise<void> {
  await db.updateTable('reading').set({ refused }).where(isReading(of)).execute()
}

export interface Batch {
  messages: (Read | { gone: string; hasReplies: true })[]
  /** The time it was asked for. */
  at: Date
}

/** Takes in one page. Returns the words found to be gone or edited. */
export async function takeBatch(
  trx: Trx,
  { incident, channel }: Conversation,
  { messages, at }: Batch,
): Promise<Lost> {
  const lost: Lost[] = []
  for (const one of messages) {
    if ('gone' in one) {
      lost.push(await recordHeard(trx, incident, { kind: 'deleted', channel, ts: one.gone }))
      continue
    }
    lost.push(await recordHeard(trx, incident, one.said))
    await takeReactions(trx, one, at)
  }
  const seen = messages.map((one) => ('gone' in one ? one.gone : one.said.ts))
  if (seen.length > 0) {
    await trx
      .updateTable('message')
      .set({ read_at: at, missing_since: null })
      .where('channel', '=', channel)
      .where('ts', 'in', seen)
      .execute()
  }
  return { gone: lost.flatMap(({ gone }) => gone), edited: lost.flatMap(({ edited }) => edited) }
}

async function takeReactions(trx: Trx, { said, reactions }: Read, at: Date): Promise<void> {
  const { channel, ts } = said
  const eventTs = stampOf(at)
  for (const { name, users } of reactions) {
    for (const user of users)
      await recordMark(trx, { kind: 'reaction', channel, ts, name, user, added: true, eventTs })
  }
  const listed = reactions.flatMap(({ name, users }) => users.map((user) => `${name} ${user}`))
  const cut = reactions.filter(({ whole }) => !whole).map(({ name }) => name)
  await trx
    .updateTable('message_mark')
    .set({ present: false, event_ts: eventTs })
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .where('kind', '=', 'reaction')
    .where('present', '=', true)
    .where('event_ts', '<', eventTs)
    .$if(listed.length > 0, (q) => q.where(sql<boolean>`name || ' ' || person not in (${sql.join(listed)})`))
    .$if(cut.length > 0, (q) => q.where('name', 'not in', cut))
    .execute()
}

/** Takes in the pins of a conversation. */
export async function takePins(
  trx: Trx,
  { incident, channel }: Conversation,
  { pins, at }: { pins: { ts: string }[]; at: Date },
): Promise<void> {
  const eventTs = stampOf(at)
  const known = await trx
    .selectFrom('message')
    .select('ts')
    .where('incident', '=', incident)
    .where('channel', '=', channel)
    .execute()
  const ours = new Set(known.map(({ ts }) => ts))
  const here = pins.filter(({ ts }) => ours.has(ts))
  for (const { ts } of here)
    await recordMark(trx, { kind: 'pin', channel, ts, name: '', user: '', added: true, eventTs })
  const listed = here.map(({ ts }) => `${ts} `)
  await trx
    .updateTable('message_mark')
    .set({ present: false, event_ts: eventTs })
    .where('channel', '=', channel)
    .where('kind', '=', 'pin')
    .where('present', '=', true)
    .where('event_ts', '<', eventTs)
    .where('ts', 'in', (q) =>
      q.selectFrom('message').select('ts').where('incident', '=', incident).where('channel', '=', channel),
    )
    .$if(listed.length > 0, (q) => q.where(sql<boolean>`ts || ' ' || person not in (${sql.join(listed)})`))
    .execute()
}

/** The place a reading has come to. */
export interface ReadingProgress {
  cursor: string
  /** Threads still to be read. */
  threads: string[]
  /** True once all messages are read. */
  inThreads: boolean
  /** The oldest ts returned. */
  oldest: string | null
}

/** Records the place from which the reading goes on. */
export async function moveReading(
  db: Db,
  of: Conversation,
  { cursor, threads, inThreads, oldest }: ReadingProgress,
): Promise<void> {
  await db
    .updateTable('reading')
    .set({ cursor, threads: JSON.stringify(threads), in_threads: inThreads, oldest })
    .where(isReading(of))
    .execute()
}

/** A room's recorded threads, including those that Slack no longer shows. */
export async function knownThreads(db: Db, { incident, channel }: Conversation): Promise<string[]> {
  const rows = await db
    .selectFrom('message')
    .select('thread_ts')
    .distinct()
    .where('incident', '=', incident)
    .where('channel', '=', channel)
    .where('thread_ts', 'is not', null)
    .execute()
  return rows.flatMap(({ thread_ts }) => thread_ts ?? [])
}

/**
 * Ends a whole reading. Messages within its span that it did not return are missing; those missing before as well are
 * deleted. Returns the texts that are gone.
 */
export async function endReading(
  trx: Trx,
  of: Conversation,
  startedAt: Date,
  oldest: string | null,
): Promise<string[]> {
  const absent = await trx
    .selectFrom('message')
    .select(['channel', 'ts', 'missing_since'])
    .where('incident', '=', of.incident)
    .where('channel', '=', of.channel)
    .where('deleted', '=', false)
    .where('at', '<', startedAt)
    .where('ts', '>=', oldest ?? '~')
    .where((e) => e.or([e('read_at', 'is', null), e('read_at', '<', startedAt)]))
    .$if(of.threadTs !== '', (q) =>
      q.where((e) => e.or([e('ts', '=', of.threadTs), e('thread_ts', '=', of.threadTs)])),
    )
    .execute()
  const [again, first] = [
    absent.filter((one) => one.missing_since !== null && one.missing_since < startedAt),
    absent.filter((one) => one.missing_since === null),
  ]
  const gone = await blank(trx, again)
  if (first.length > 0) {
    await trx
      .updateTable('message')
      .set({ missing_since: startedAt })
      .where('channel', '=', of.channel)
      .where(
        'ts',
        'in',
        first.map(({ ts }) => ts),
      )
      .execute()
  }
  await trx
    .updateTable('reading')
    .set({
      started_at: null,
      cursor: '',
      threads: '[]',
      in_threads: false,
      complete_from: oldest === null ? startedAt : new Date(Number(oldest) * 1000),
      complete_to: startedAt,
    })
    .where(isReading(of))
    .execute()
  return gone
}

export async function isAnythingMissing(db: Db, of: Conversation): Promise<boolean> {
  const row = await db
    .selectFrom('message')
    .select('ts')
    .where('incident', '=', of.incident)
    .where('channel', '=', of.channel)
    .where('missing_since', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

function isReading({ incident, channel, threadTs }: Conversation) {
  return sql<boolean>`incident = ${incident} and channel = ${channel} and thread_ts = ${threadTs}`
}

function stampOf(at: Date): string {
  return (at.getTime() / 1000).toFixed(6)
}
