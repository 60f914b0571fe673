/** Removes deleted texts from everything people wrote with them. */
import { sql } from 'kysely'
import type { Trx } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { urgencies } from '#urgency.ts'
import { withoutGone } from './forgotten.ts'
import { withdrawalKey } from './postmortem.ts'
import { sentOf } from './sent-store.ts'

/** The texts in which people may have copied words from a message. */
const written = [
  ['postmortem_section', 'text'],
  ['postmortem', 'lesson'],
  ['postmortem', 'reason'],
  ['action_item', 'what'],
  ['action_item', 'reason'],
  ['timeline_edit', 'words'],
] as const

/** Takes texts that are gone out of an incident's post-mortem, and shows it again without them. */
export async function forgetTexts(
  trx: Trx,
  incident: number,
  texts: readonly string[],
  now: Date,
): Promise<void> {
  for (const [table, column] of written) await takeOut(trx, incident, { table, column, texts })
  await sql`
    delete from timeline_edit using message
    where timeline_edit.incident = ${incident} and message.incident = ${incident} and message.deleted
      and timeline_edit.key = 'message:' || message.channel || ':' || message.ts`.execute(trx)
  const at = { at: now, urgency: urgencies.paperwork }
  await wake(trx, dueKey('postmortem', incident), at)
  if ((await sentOf(trx, incident)).length > 0) await wake(trx, withdrawalKey(incident), at)
}

async function takeOut(
  trx: Trx,
  incident: number,
  { table, column, texts }: { table: string; column: string; texts: readonly string[] },
): Promise<void> {
  if (texts.length === 0) return
  const [at, words] = [sql.table(table), sql.ref(column)]
  const { rows } = await sql<{ row: string; words: string | null }>`
    select ctid::text as row, ${words} as words from ${at} where incident = ${incident} for update`.execute(
    trx,
  )
  for (const { row, words: before } of rows) {
    const left = before && withoutGone(before, texts)
    if (left !== before) await sql`update ${at} set ${words} = ${left} where ctid = ${row}::tid`.execute(trx)
  }
}
