/** What was said, so stored that any order and any repetition of what Slack tells ends in the same record. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from '#db/schema.ts'
import type { Heard, Said } from './heard.ts'

/** Takes in one thing heard in a conversation of this incident. */
export async function record(trx: Transaction<Schema>, incident: number, heard: Heard): Promise<void> {
  switch (heard.kind) {
    case 'said':
      return recordSaid(trx, incident, heard)
    case 'deleted':
      return recordDeleted(trx, incident, heard.channel, heard.ts)
    case 'reacted':
      return recordMark(trx, heard, 'reaction', heard.name)
    case 'pinned':
      return recordMark(trx, heard, 'pin', '')
  }
}

async function recordSaid(trx: Transaction<Schema>, incident: number, said: Said): Promise<void> {
  const editedTs = said.editedTs ?? ''
  await trx
    .insertInto('message')
    .values({
      channel: said.channel,
      ts: said.ts,
      incident,
      at: instantOf(said.ts),
      thread_ts: said.threadTs,
      author: said.author,
      by_app: said.byApp,
      subtype: said.subtype,
      text: said.text,
      files: JSON.stringify(said.files),
      edited_ts: said.editedTs,
      deleted: false,
    })
    .onConflict((c) =>
      c
        .columns(['channel', 'ts'])
        .doUpdateSet((eb) => ({
          text: eb.ref('excluded.text'),
          files: eb.ref('excluded.files'),
          edited_ts: eb.ref('excluded.edited_ts'),
          thread_ts: eb.fn.coalesce('excluded.thread_ts', 'message.thread_ts'),
        }))
        // A deleted message stays deleted, and an older text never replaces a newer one.
        .where('message.deleted', '=', false)
        .where(sql<boolean>`coalesce(message.edited_ts, '') <= coalesce(excluded.edited_ts, '')`),
    )
    .execute()
  await trx
    .insertInto('message_version')
    .columns(['channel', 'ts', 'edited_ts', 'text'])
    .expression((eb) =>
      eb
        .selectFrom('message')
        .select((s) => ['channel', 'ts', s.val(editedTs).as('edited_ts'), s.val(said.text).as('text')])
        .where('channel', '=', said.channel)
        .where('ts', '=', said.ts)
        .where('deleted', '=', false),
    )
    .onConflict((c) => c.doNothing())
    .execute()
}

async function recordDeleted(
  trx: Transaction<Schema>,
  incident: number,
  channel: string,
  ts: string,
): Promise<void> {
  const gone = { text: '', files: '[]', deleted: true }
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
      edited_ts: null,
      ...gone,
    })
    .onConflict((c) => c.columns(['channel', 'ts']).doUpdateSet(gone))
    .execute()
  await trx.deleteFrom('message_version').where('channel', '=', channel).where('ts', '=', ts).execute()
}

async function recordMark(
  trx: Transaction<Schema>,
  mark: { channel: string; ts: string; user: string; added: boolean; eventTs: string },
  kind: 'reaction' | 'pin',
  name: string,
): Promise<void> {
  await trx
    .insertInto('message_mark')
    .values({
      channel: mark.channel,
      ts: mark.ts,
      kind,
      name,
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

/** The conversation's incident, where the conversation is one's room or the thread it was declared from. */
export async function incidentOf(
  db: Kysely<Schema>,
  channel: string,
  threadTs: string | null,
): Promise<number | null> {
  const room = await db
    .selectFrom('slot')
    .select('owner')
    .where('channel', '=', channel)
    .where('name', 'in', ['room', 'group'])
    .where('owner', 'like', 'incident:%')
    .executeTakeFirst()
  if (room) return Number(room.owner.slice('incident:'.length))
  if (threadTs === null) return null
  const thread = await db
    .selectFrom('message')
    .select('incident')
    .where('channel', '=', channel)
    .where('ts', '=', threadTs)
    .executeTakeFirst()
  return thread?.incident ?? null
}

function instantOf(ts: string): Date {
  return new Date(Number(ts) * 1000)
}
