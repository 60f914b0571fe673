/**
 * Erases a person's own words besides their messages: in the forms they filled in. The record of who did what when
 * stays, and so do addresses. An incident keeps its present title: by then it is everybody's name for it. Words of other
 * people stay, also those about this person.
 */
import { sql } from 'kysely'
import type { Trx } from '#db/database.ts'
import { forgetPerson } from './left-people-store.ts'

const gone = '[erased]'

/** Words people typed, in events of any type but those whose words are Muster's own. */
const typed = ['affected', 'because', 'brief', 'fix', 'impact', 'reason', 'remark', 'text', 'what']
const ours = ['invited', 'paged']

type Concerned = { incident: number }[]

/** Erases this person's words in forms, their reminders, the incidents they follow, and their name. Returns the incidents concerned. */
export async function eraseTyped(trx: Trx, person: string, now: Date): Promise<number[]> {
  const all = [
    ...(await eraseEvents(trx, person)),
    ...(await eraseTitles(trx, person)),
    ...(await erasePostmortems(trx, person)),
  ]
  await eraseOnCall(trx, person)
  await trx.updateTable('escalation').set({ reason: null }).where('started_by', '=', person).execute()
  await sql`
    delete from kept_declaration where person = ${person} or wish->'source'->>'author' = ${person}`.execute(
    trx,
  )
  await sql`
    delete from model_answer where incident in (
      select incident from incident_event where actor = ${person}
      union select incident from message where author = ${person})`.execute(trx)
  await trx.deleteFrom('calendar_secret').where('person', '=', person).execute()
  await trx.deleteFrom('rota_shadow').where('person', '=', person).execute()
  await trx.deleteFrom('month_wish').where('person', '=', person).execute()
  await trx.deleteFrom('calendar_key').where('person', '=', person).execute()
  // Counts of wrong replies by SMS, and doors to answer by, are kept by the way's id.
  await sql`
    delete from phone_delivery where split_part(kind, ' ', 2) in
      (select id from contact_method where person = ${person})`.execute(trx)
  await sql`
    delete from page_answer where method in (select id from contact_method where person = ${person})`.execute(
    trx,
  )
  for (const table of ['contact_message', 'contact_setting', 'contact_method'] as const)
    await trx.deleteFrom(table).where('person', '=', person).execute()
  await trx.deleteFrom('reminder').where('person', '=', person).execute()
  await trx.deleteFrom('follower').where('person', '=', person).execute()
  const theirs = trx.selectFrom('person').select('email').where('id', '=', person)
  await trx.deleteFrom('address_lookup').where('email', 'in', theirs).execute()
  await trx.deleteFrom('do_not_disturb').where('person', '=', person).execute()
  await forgetPerson(trx, person, now)
  return [...new Set(all.map(({ incident }) => incident))]
}

async function eraseEvents(trx: Trx, person: string): Promise<Concerned> {
  const events = await sql<{ incident: number }>`
    update incident_event set data = (
      select jsonb_object_agg(key, case
        when key = any(${typed}::text[]) and jsonb_typeof(value) = 'string' then to_jsonb(${gone}::text) else value end)
      from jsonb_each(data))
    where (actor = ${person} or (type = 'page answered' and data->>'user' = ${person}))
      and type <> all(${ours}::text[]) and data ?| ${typed}::text[]
    returning incident`.execute(trx)
  const sources = await sql<{ incident: number }>`
    update incident_event set data = jsonb_set(data, '{source,text}', '""')
    where type = 'declared'
      and (data->'source'->>'author' = ${person} or data->'source'->'forwarded' ? ${person})
    returning incident`.execute(trx)
  return [...events.rows, ...sources.rows]
}

/** The former name. */
async function eraseTitles(trx: Trx, person: string): Promise<Concerned> {
  const { rows } = await sql<{ incident: number }>`
    update incident_event set data = jsonb_set(data, '{title}', to_jsonb(${gone}::text))
    from incident
    where incident.number = incident_event.incident and actor = ${person} and type in ('declared', 'renamed')
      and data->>'title' <> incident.title
    returning incident_event.incident`.execute(trx)
  return rows
}

async function erasePostmortems(trx: Trx, person: string): Promise<Concerned> {
  // Publishing or waiving says what was learned, or why not; the incident is closed with that.
  const ended = await sql<{ incident: number }>`
    update postmortem set
      lesson = case when lesson = '' then '' else ${gone} end,
      reason = case when reason = '' then '' else ${gone} end
    where (lesson <> '' or reason <> '') and ${person} = (
      select actor from incident_event event
      where event.incident = postmortem.incident and type = 'closed' order by seq desc limit 1)
    returning incident`.execute(trx)
  const edits = await sql<{ incident: number }>`
    update timeline_edit set words = null where edited_by = ${person} and words is not null
    returning incident`.execute(trx)
  const items = await sql<{ incident: number }>`
    update action_item set
      what = case when made_by = ${person} then ${gone} else what end,
      reason = case when reason <> '' then ${gone} else '' end
    where made_by = ${person} or (owner = ${person} and reason <> '')
    returning incident`.execute(trx)
  const sections = await trx
    .deleteFrom('postmortem_section')
    .where('written_by', '=', person)
    .returning('incident')
    .execute()
  const answers = await sql<{ incident: number }>`
    update postmortem_section set text = regexp_replace(text, ${'[^\\n]*\\('}
      || (select regexp_replace(name, '([^[:alnum:][:space:]])', ${'\\\\\\1'}, 'g') from person where id = ${person})
      || ${', asked afterwards\\)'}, ${`- ${gone}`}, 'g')
    where strpos(text, (select name || ', asked afterwards)' from person where id = ${person})) > 0
    returning incident`.execute(trx)
  return [...ended.rows, ...edits.rows, ...items.rows, ...sections, ...answers.rows]
}

async function eraseOnCall(trx: Trx, person: string): Promise<void> {
  await trx.updateTable('cover').set({ note: '' }).where('asked_by', '=', person).execute()
  await trx.updateTable('hand_over').set({ note: null }).where('incoming', '=', person).execute()
  await sql`
    update rota_notice set data = jsonb_set(data, '{reason}', to_jsonb(${gone}::text))
    where data->>'by' = ${person} and data ? 'reason'`.execute(trx)
  await trx
    .updateTable('rota_request')
    .set({ reason: gone })
    .where('asked_by', '=', person)
    .where('reason', '<>', '')
    .execute()
  await trx.updateTable('alert_quiet').set({ why: gone }).where('made_by', '=', person).execute()
}
