/** What was said, so stored that any order and any repetition of what Slack tells ends in the same record. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from '#db/schema.ts'
import type { Heard, Message, Said } from './heard.ts'
import { dropImages } from './image-store.ts'

/** Takes in one thing heard in a conversation of this incident; a reaction or pin needs none. Answers the texts that are gone with it. */
export async function record(trx: Transaction<Schema>, incident: number, heard: Heard): Promise<string[]> {
  switch (heard.kind) {
    case 'said':
      await recordSaid(trx, incident, heard)
      return []
    case 'deleted':
      return recordDeleted(trx, incident, heard.channel, heard.ts)
    case 'reacted':
      await recordMark(trx, { ...heard, kind: 'reaction' })
      return []
    case 'pinned':
      // A message is pinned once, by whomever, and anybody may take the pin away.
      await recordMark(trx, { ...heard, kind: 'pin', name: '', user: '' })
      return []
  }
}

/** The message and the version told, in one statement: of all that is recorded this is the most frequent. */
export async function recordSaid(db: Kysely<Schema>, incident: number, said: Said): Promise<void> {
  const { channel, ts, text } = said
  await db
    .with('recorded', (q) =>
      q
        .insertInto('message')
        .values({
          channel,
          ts,
          incident,
          at: instantOf(ts),
          thread_ts: said.threadTs,
          author: said.author,
          by_app: said.byApp,
          subtype: said.subtype,
          text,
          files: JSON.stringify(said.files),
          edited_ts: said.editedTs,
          deleted: false,
          seen_ts: said.asOf,
        })
        .onConflict((c) =>
          c.columns(['channel', 'ts']).doUpdateSet(() => {
            // What is gone stays gone, and an older text never replaces a newer one.
            const isNewer = sql<boolean>`not message.deleted and message.seen_ts <= excluded.seen_ts`
            const newer = <C extends 'text' | 'files' | 'edited_ts' | 'subtype' | 'seen_ts'>(column: C) =>
              sql<never>`case when ${isNewer} then excluded.${sql.ref(column)} else message.${sql.ref(column)} end`
            return {
              text: newer('text'),
              files: newer('files'),
              edited_ts: newer('edited_ts'),
              subtype: newer('subtype'),
              seen_ts: newer('seen_ts'),
              thread_ts: sql<never>`case when ${isNewer} then coalesce(excluded.thread_ts, message.thread_ts) else message.thread_ts end`,
            }
          }),
        )
        .returning('deleted'),
    )
    .insertInto('message_version')
    .columns(['channel', 'ts', 'edited_ts', 'text'])
    .expression((eb) =>
      eb
        .selectFrom('recorded')
        .select((s) => [
          s.val(channel).as('channel'),
          s.val(ts).as('ts'),
          s.val(versionOf(said)).as('edited_ts'),
          s.val(text).as('text'),
        ])
        .where('deleted', '=', false),
    )
    .onConflict((c) => c.doNothing())
    .execute()
  if (said.asOf !== said.ts) await dropImages(db, said)
}

/** Apps edit without a mark: theirs are told apart by when Slack said so. */
function versionOf({ editedTs, byApp, asOf, ts }: Said): string {
  return editedTs ?? (byApp && asOf !== ts ? asOf : '')
}

async function recordDeleted(
  trx: Transaction<Schema>,
  incident: number,
  channel: string,
  ts: string,
): Promise<string[]> {
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

/** Takes the words of these messages away; their places stay. Answers every text they ever had. */
export async function blank(
  trx: Transaction<Schema>,
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

/** The incident keeps a copy of the message it was declared from. */
async function blankSource(trx: Transaction<Schema>, channel: string, ts: string): Promise<void> {
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

export async function recordMark(trx: Transaction<Schema>, mark: Mark): Promise<void> {
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

/** What was said last, as much as one search document is made of; oldest first. */
export async function latestOf(db: Kysely<Schema>, incident: number): Promise<Message[]> {
  return messagesOf(db, incident, 20_000)
}

/** All that is recorded of an incident's conversations, or the latest of it, oldest first. */
export async function messagesOf(db: Kysely<Schema>, incident: number, most?: number): Promise<Message[]> {
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

/** The conversation's incident, where the conversation is one's room or a thread that is recorded. */
export async function incidentOf(
  db: Kysely<Schema>,
  channel: string,
  threadTs: string | null,
): Promise<number | null> {
  const ours = await db
    .selectFrom('slot')
    .select('owner')
    .where('channel', '=', channel)
    .where('owner', 'like', 'incident:%')
    .where((e) =>
      e.or([
        e('name', 'in', ['room', 'group']),
        // Where there is no room, the work is done in this thread.
        e.and([e('name', '=', 'tech'), e('ts', '=', threadTs ?? ''), isRoomless]),
      ]),
    )
    .executeTakeFirst()
  if (ours) return Number(ours.owner.slice('incident:'.length))
  if (threadTs === null) return null
  const thread = await db
    .selectFrom('message')
    .select('incident')
    .where('channel', '=', channel)
    .where('ts', '=', threadTs)
    .executeTakeFirst()
  return thread?.incident ?? null
}

/** Whether the message may be a reply, not heard yet, in the thread that an incident still open was declared from. */
export async function mayBelong(
  db: Kysely<Schema>,
  { channel, ts }: { channel: string; ts: string },
): Promise<boolean> {
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
  select from slot room where room.owner = slot.owner and room.name = 'room' and room.refused is not null)`

function instantOf(ts: string): Date {
  return new Date(Number(ts) * 1000)
}
