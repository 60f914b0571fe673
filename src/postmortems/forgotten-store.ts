/** Removes deleted texts from everything people wrote with them, and marks edited ones there. */
import { sql } from 'kysely'
import type { Trx } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { urgencies } from '#urgency.ts'
import type { Edit } from '#history/heard.ts'
import { forgetModelAnswer } from './model/model-store.ts'
import { withEditsMarked, withoutGone } from './forgotten.ts'
import { findPostmortem } from './postmortem-store.ts'
import { renewalKey, withdrawalKey } from './postmortem.ts'
import { sentOf } from './sent-store.ts'

/** The texts in which people may have quoted a message. */
const quoting = [
  ['postmortem_section', 'text'],
  ['postmortem', 'lesson'],
  ['timeline_edit', 'words'],
] as const

/** The texts in which people may have copied words from a message. */
const written = [
  ...quoting,
  ['postmortem', 'reason'],
  ['action_item', 'what'],
  ['action_item', 'reason'],
] as const

/** Takes texts that are gone out of an incident's post-mortem, and shows it again without them. */
export async function forgetTexts(
  trx: Trx,
  incident: number,
  texts: readonly string[],
  now: Date,
): Promise<void> {
  if (texts.length > 0) await forgetModelAnswer(trx, incident, now)
  if (texts.length > 0) await rewrite(trx, incident, written, (words) => withoutGone(words, texts))
  await sql`
    delete from timeline_edit using message
    where timeline_edit.incident = ${incident} and message.incident = ${incident} and message.deleted
      and timeline_edit.key = 'message:' || message.channel || ':' || message.ts`.execute(trx)
  const at = { at: now, urgency: urgencies.paperwork }
  await wake(trx, dueKey('postmortem', incident), at)
  if ((await sentOf(trx, incident)).length > 0) await wake(trx, withdrawalKey(incident), at)
}

/** Says where people quoted words that were edited since; everything drafted or published follows the edit. */
export async function followEdits(
  trx: Trx,
  incident: number,
  edits: readonly Edit[],
  now: Date,
): Promise<void> {
  await forgetModelAnswer(trx, incident, now)
  await rewrite(trx, incident, quoting, (words) => withEditsMarked(words, edits))
  const drafted = await findPostmortem(trx, incident)
  if (drafted === null) return
  const at = { at: now, urgency: urgencies.paperwork }
  await wake(trx, dueKey('postmortem', incident), at)
  if (drafted.status === 'published') await wake(trx, renewalKey(incident), at)
}

async function rewrite(
  trx: Trx,
  incident: number,
  places: readonly (readonly [table: string, column: string])[],
  changed: (words: string) => string,
): Promise<void> {
  for (const [table, column] of places) await rewriteColumn(trx, incident, { table, column, changed })
}

async function rewriteColumn(
  trx: Trx,
  incident: number,
  { table, column, changed }: { table: string; column: string; changed: (words: string) => string },
): Promise<void> {
  const [at, words] = [sql.table(table), sql.ref(column)]
  const { rows } = await sql<{ row: string; words: string | null }>`
    select ctid::text as row, ${words} as words from ${at} where incident = ${incident} for update`.execute(
    trx,
  )
  for (const { row, words: before } of rows) {
    const left = before && changed(before)
    if (left !== before) await sql`update ${at} set ${words} = ${left} where ctid = ${row}::tid`.execute(trx)
  }
}
