/** Stores what was said so that any order and any repetition of Slack's news ends in the same record. */
import { sql } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import type { Edit, Heard, Lost, RecordedMessage, Said } from './heard.ts'
import { dropImages } from './image-store.ts'

/** Takes in one piece of news from a conversation of this incident; reactions and pins need no incident. Returns the words that were gone or edited with it. */
export async function recordHeard(trx: Trx, incident: number, heard: Heard): Promise<Lost> {
  switch (heard.kind) {
    case 'said':
      return { gone: [], edited: await recordSaid(trx, incident, heard) }
    case 'deleted':
      return { gone: await recordDeleted(trx, incident, heard.channel, heard.ts), edited: [] }
    case 'reacted':
      await recordMark(trx, { ...heard, kind: 'reaction' })
      return { gone: [], edited: [] }
    case 'pinned':
      // A message is pinned once, by anybody, and anybody may take the pin away.
      await recordMark(trx, { ...heard, kind: 'pin', name: '', user: '' })
      return { gone: [], edited: [] }
  }
}

/** A message, and the incident it belongs to. */
export interface Belonging {
  incident: number
  said: Said
}

async function recordSaid(trx: Trx, incident: number, said: Said): Promise<Edit[]> {
  const isFirst = said.asOf === said.ts
  // Most messages are read back as they were; apps edit without a mark.
  const before = !isFirst && (said.editedTs !== null || said.byApp) ? await standing(trx, said) : undefined
  await recordAllSaid(trx, [{ incident, said }])
  if (!isFirst) await dropImages(trx, said)
  if (!before || before.text === '' || before.text === said.text) return []
  // Without a new mark, other words are the same ones better read.
  if (!said.byApp && before.edited_ts === said.editedTs) return []
  return [{ author: said.author, before: before.text, after: said.text }]
}

/** The message as it stands, unless what is recorded is newer than this. */
async function standing(trx: Trx, { channel, ts, asOf }: Said) {
  return trx
    .selectFrom('message')
    .select(['text', 'edited_ts'])
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .where('deleted', '=', false)
    .where('seen_ts', '<=', asOf)
    .forUpdate()
    .executeTakeFirst()
}

/** Writes messages and their versions in one statement, since this is the most frequent record. */
export async function recordAllSaid(db: Db, all: readonly Belonging[]): Promise<void> {
  // One statement may not touch a row twice, and two at once must take rows in the same order.
  const once = new Map(all.map((one) => [`${one.said.channel} ${one.said.ts} ${one.said.asOf}`, one]))
  const inOrder = [...once].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
  const rounds = Map.groupBy(inOrder, ({ said: { channel, ts } }) => `${channel} ${ts}`)
  for (let nth = 0; ; nth++) {
    const round = [...rounds.values()].flatMap((one) => one[nth] ?? [])
    if (round.length === 0) return
    await insertSaid(db, round)
  }
}

async function insertSaid(db: Db, all: readonly Belonging[]): Promise<void> {
  const rows = all.map(({ incident, said }) => ({
    incident,
    channel: said.channel,
    ts: said.ts,
    at: instantOf(said.ts),
    thread_ts: said.threadTs,
    author: said.author,
    by_app: said.byApp,
    subtype: said.subtype,
    text: said.text,
    files: said.files,
    edited_ts: said.editedTs,
    seen_ts: said.asOf,
    version: versionOf(said),
  }))
  // A deleted text stays deleted, and an older text never replaces a newer one.
  const isNewer = sql`not message.deleted and message.seen_ts <= excluded.seen_ts`
  const newer = (column: string) =>
    sql`${sql.ref(column)} = case when ${isNewer} then excluded.${sql.ref(column)} else message.${sql.ref(column)} end`
  await sql`
    with told as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told(
        incident int, channel text, ts text, at timestamptz, thread_ts text, author text, by_app boolean, subtype text,
        text text, files jsonb, edited_ts text, seen_ts text, version text)
    ), recorded as (
      insert into message (
        channel, ts, incident, at, thread_ts, author, by_app, subtype, text, files, edited_ts, deleted, seen_ts)
      select channel, ts, incident, at, thread_ts, author, by_app, subtype, text, files, edited_ts, false, seen_ts
      from told
      on conflict (channel, ts) do update set
        ${sql.join(['text', 'files', 'edited_ts', 'subtype', 'seen_ts'].map(newer))},
        thread_ts = case when ${isNewer} then coalesce(excluded.thread_ts, message.thread_ts) else message.thread_ts end
      returning message.channel, message.ts, deleted
    )
    insert into message_version (channel, ts, edited_ts, text)
    select channel, ts, version, text from told join recorded using (channel, ts) where not deleted
    on conflict do nothing`.execute(db)
}

/** The name of a version. Apps edit without a mark, so their versions are told apart by the time Slack said so. */
function versionOf({ editedTs, byApp, asOf, ts }: Said): string {
  return editedTs ?? (byApp && asOf !== ts ? asOf : '')
}

async function recordDeleted(trx: Trx, incident: number, channel: string, ts: string): Promise<string[]> {
  await trx
    .insertInto('message')
    .values({
      channel,
      ts,
      incident,
      at: instantOf(ts),
      thread_ts: null,
      author: null,
      by_app: false,
      subtype: null,
      text: '',
      files: '[]',
      edited_ts: null,
      deleted: true,
    })
    .onConflict((c) => c.columns(['channel', 'ts']).doNothing())
    .execute()
  return blank(trx, [{ channel, ts }])
}

/** Erases the words of these messages; their rows stay. Returns every text they ever had. */
export async function blank(
  trx: Trx,
  messages: readonly { channel: string; ts: string }[],
): Promise<string[]> {
  if (messages.length === 0) return []
  const isOne = sql<boolean>`(channel, ts) in (${sql.join(
    messages.map(({ channel, ts }) => sql`(${channel}, ${ts})`),
  )})`
  const now = await trx.selectFrom('message').select('text').where(isOne).execute()
  const before = await trx.deleteFrom('message_version').where(isOne).returning('text').execute()
  await trx
    .updateTable('message')
    .set({ text: '', files: '[]', deleted: true, missing_since: null })
    .where(isOne)
    .execute()
  await trx.deleteFrom('message_image').where(isOne).execute()
  for (const { channel, ts } of messages) await blankSource(trx, channel, ts)
  return [...new Set([...now, ...before].map(({ text }) => text))].filter((text) => text !== '')
}

/** Erases the incident's own copy of the message it was declared from. */
async function blankSource(trx: Trx, channel: string, ts: string): Promise<void> {
  await sql`
    update incident_event set data = jsonb_set(data, '{source,text}', '""')
    where type = 'declared' and data->'source'->>'channel' = ${channel} and data->'source'->>'ts' = ${ts}
      and incident in (select incident from message where channel = ${channel} and ts = ${ts})`.execute(trx)
}

export interface Mark {
  kind: 'reaction' | 'pin'
  channel: string
  ts: string
  /** The emoji; empty for a pin. */
  name: string
  user: string
  added: boolean
  eventTs: string
}

export async function recordMark(trx: Trx, mark: Mark): Promise<void> {
  await trx
    .insertInto('message_mark')
    .values({
      channel: mark.channel,
      ts: mark.ts,
      kind: mark.kind,
      name: mark.name,
      person: mark.user,
      present: mark.added,
      event_ts: mark.eventTs,
    })
    .onConflict((c) =>
      c
        .columns(['channel', 'ts', 'kind', 'name', 'person'])
        .doUpdateSet((eb) => ({ present: eb.ref('excluded.present'), event_ts: eb.ref('excluded.event_ts') }))
        .whereRef('message_mark.event_ts', '<', 'excluded.event_ts'),
    )
    .execute()
}

/** The latest messages, as many as one search document is made from; oldest first. */
export async function latestOf(db: Db, incident: number): Promise<RecordedMessage[]> {
  return messagesOf(db, incident, 20_000)
}

/** All recorded messages of an incident, or only the latest `most`, oldest first. */
export async function messagesOf(db: Db, incident: number, most?: number): Promise<RecordedMessage[]> {
  const rows = await db
    .selectFrom('message')
    .selectAll()
    .where('incident', '=', incident)
    .orderBy('at', 'desc')
    .orderBy('ts', 'desc')
    .$if(most !== undefined, (q) => q.limit(most ?? 0))
    .execute()
  rows.reverse()
  const marks = await db
    .selectFrom('message_mark')
    .innerJoin('message', (join) =>
      join
        .onRef('message.channel', '=', 'message_mark.channel')
        .onRef('message.ts', '=', 'message_mark.ts')
        .on('message.incident', '=', incident)
        .on('message.deleted', '=', false),
    )
    .select(['message_mark.channel', 'message_mark.ts', 'kind', 'name', 'person'])
    .where('present', '=', true)
    .orderBy('event_ts')
    .execute()
  const marked = Map.groupBy(marks, ({ channel, ts }) => `${channel} ${ts}`)
  return rows.map((row) => {
    const all = marked.get(`${row.channel} ${row.ts}`) ?? []
    const reactions = Map.groupBy(
      all.filter(({ kind }) => kind === 'reaction'),
      ({ name }) => name,
    )
    return {
      channel: row.channel,
      ts: row.ts,
      at: row.at,
      threadTs: row.thread_ts,
      author: row.author,
      byApp: row.by_app,
      subtype: row.subtype,
      text: row.text,
      files: row.files,
      editedTs: row.edited_ts,
      deleted: row.deleted,
      reactions: [...reactions].map(([name, one]) => ({ name, users: one.map(({ person }) => person) })),
      pinned: all.some(({ kind }) => kind === 'pin'),
    }
  })
}

/** A conversation: a whole channel, or one thread of a channel that is not ours alone. */
export interface Place {
  channel: string
  threadTs: string | null
}

/** The incident of a conversation, if it is a room or a recorded thread. */
export async function incidentOf(db: Db, channel: string, threadTs: string | null): Promise<number | null> {
  const [incident = null] = await incidentsOf(db, [{ channel, threadTs }])
  return incident
}

/**
 * As above, for several places in one statement. Without a room, the work is done in a thread of the tech channel, or in
 * a group message that incidents of the same people share. In a group message a thread belongs to the incident whose
 * message began it, and everything else belongs to the newest open one.
 */
export async function incidentsOf(db: Db, places: readonly Place[]): Promise<(number | null)[]> {
  const asked = places.map(({ channel, threadTs }, nth) => ({ nth, channel, thread: threadTs }))
  const { rows } = await sql<{ incident: number | null }>`
    select coalesce(
      (
        select incident from slot
        where channel = asked.channel and ts = asked.thread and incident is not null and exists (
          select from slot shared
          where shared.incident = slot.incident and shared.name = 'group' and shared.channel = asked.channel)
        limit 1
      ),
      (select incident from message where message.channel = asked.channel and message.ts = asked.thread),
      (
        select number from slot join incident on number = slot.incident
        where channel = asked.channel
          and (name in ('room', 'group') or (name = 'tech' and ts = asked.thread and ${isRoomless}))
        order by coalesce(resolved_at, closed_at) is null desc, number desc
        limit 1
      )
    ) as incident
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked(nth int, channel text, thread text)
    order by nth`.execute(db)
  return rows.map(({ incident }) => incident)
}

/** Tells if the message may be a reply, not heard yet, in the thread that an open incident was declared from. */
export async function mayBelong(db: Db, { channel, ts }: { channel: string; ts: string }): Promise<boolean> {
  const before = await db
    .selectFrom('message')
    .innerJoin('incident', 'incident.number', 'message.incident')
    .select('message.ts')
    .where('channel', '=', channel)
    .where('message.ts', '<', ts)
    .where('closed_at', 'is', null)
    .limit(1)
    .execute()
  return before.length > 0
}

const isRoomless = sql<boolean>`exists (
  select from slot room where room.incident = slot.incident and room.name = 'room' and room.refused is not null)`

function instantOf(ts: string): Date {
  return new Date(Number(ts) * 1000)
}
