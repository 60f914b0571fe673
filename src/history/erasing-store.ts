/**
 * Where a person's own words lie besides their messages: in forms that they filled in. What an incident is called stays,
 * whoever said it first: it is everybody's name for it by then. So does who did what when, which is the incident's record.
 */
import { sql, type Transaction } from 'kysely'
import type { Schema } from '#db/schema.ts'

const gone = '[erased]'

/** What people typed, in events of any type but those whose words are Muster's own. */
const typed = ['affected', 'because', 'brief', 'fix', 'impact', 'reason', 'remark', 'text', 'what']
const ours = ['invited', 'paged']

/** Takes away what this person typed into forms, and that they follow or were reminded. Answers the incidents concerned. */
export async function eraseTyped(trx: Transaction<Schema>, person: string): Promise<number[]> {
  const events = await sql<{ incident: number }>`
    update incident_event set data = (
      select jsonb_object_agg(key, case
        when key = any(${typed}::text[]) and jsonb_typeof(value) = 'string' then to_jsonb(${gone}::text) else value end)
      from jsonb_each(data))
    where (actor = ${person} or (type = 'page answered' and data->>'user' = ${person}))
      and type <> all(${ours}::text[]) and data ?| ${typed}::text[]
    returning incident`.execute(trx)
  const edits = await sql<{ incident: number }>`
    update timeline_edit set words = null where edited_by = ${person} and words is not null
    returning incident`.execute(trx)
  const items = await sql<{ incident: number }>`
    update action_item set
      what = case when made_by = ${person} then ${gone} else what end,
      reason = case when owner = ${person} and reason <> '' then ${gone} else reason end
    where made_by = ${person} or (owner = ${person} and reason <> '')
    returning incident`.execute(trx)
  const sections = await trx
    .deleteFrom('postmortem_section')
    .where('written_by', '=', person)
    .returning('incident')
    .execute()
  await trx.updateTable('escalation').set({ reason: null }).where('started_by', '=', person).execute()
  await trx.updateTable('cover').set({ note: '' }).where('asked_by', '=', person).execute()
  await trx.updateTable('hand_over').set({ note: null }).where('incoming', '=', person).execute()
  await trx.deleteFrom('reminder').where('person', '=', person).execute()
  await trx.deleteFrom('follower').where('person', '=', person).execute()
  const all = [...events.rows, ...edits.rows, ...items.rows, ...sections]
  return [...new Set(all.map(({ incident }) => incident))]
}
