/** Forgets incidents that were kept long enough: every row about them goes. Their numbers are never given again. */
import { sql } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'

/** Tables of an incident, those that refer to others first. */
const tables = [
  'reading',
  'timeline_edit',
  'model_answer',
  'action_item',
  'postmortem_section',
  'postmortem',
  'reminder',
  'follower',
  'search_document',
  'similar_past',
  'message',
  'escalation',
  'incident_event',
] as const

/** Forgets some that ended before then and have no open action item: what was promised outlives them. Returns how many. */
export async function forgetIncidents(db: Db, before: Date, limit: number): Promise<number> {
  const old = await db
    .selectFrom('incident')
    .select('number')
    .where('closed_at', '<', before)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('action_item')
            .select('number')
            .whereRef('action_item.incident', '=', 'incident.number')
            .where('state', '=', 'open'),
        ),
      ),
    )
    .orderBy('number')
    .limit(limit)
    .execute()
  for (const { number } of old) await transact(db, (trx) => forgetIncident(trx, number, before))
  return old.length
}

async function forgetIncident(trx: Trx, number: number, before: Date): Promise<void> {
  // Somebody may have reopened it meanwhile.
  const locked = await trx
    .selectFrom('incident')
    .select('number')
    .where('number', '=', number)
    .where('closed_at', '<', before)
    .forUpdate()
    .executeTakeFirst()
  if (locked === undefined) return
  for (const table of ['message_version', 'message_image', 'message_mark'] as const)
    await sql`
      delete from ${sql.table(table)} where (channel, ts) in (select channel, ts from message where incident = ${number})
    `.execute(trx)
  // Pages of a group that became this incident carry the group's name.
  const pages = sql`select id from page where escalation in (select id from escalation where incident = ${number})`
  await sql`delete from attempt where page in (${pages})`.execute(trx)
  await sql`delete from due where key in (select 'ring:' || id from page where id in (${pages})
    union select 'hook:' || id from page where id in (${pages})
    union select 'escalation:' || id from escalation where incident = ${number})`.execute(trx)
  await sql`delete from page where escalation in (select id from escalation where incident = ${number})`.execute(
    trx,
  )
  await forgetGroups(trx, number)
  await trx.deleteFrom('similar_past').where('past', '=', number).execute()
  for (const table of tables) await trx.deleteFrom(table).where('incident', '=', number).execute()
  // Keys such as `incident:12`, `hook:12/1/0/U0123`.
  const itsKeys = `^[a-z-]+:${number}(/.*)?$`
  await sql`delete from slot where owner ~ ${itsKeys}`.execute(trx)
  await sql`delete from attempt where thing ~ ${itsKeys}`.execute(trx)
  await sql`delete from due where key ~ ${itsKeys}`.execute(trx)
  await trx.deleteFrom('incident').where('number', '=', number).execute()
}

/** Groups of alerts that were part of it go with it. An alert that is heard of again begins a group anew. */
async function forgetGroups(trx: Trx, incident: number): Promise<void> {
  const rows = await trx
    .deleteFrom('alert_group')
    .where('incident', '=', incident)
    .returning('number')
    .execute()
  const groups = rows.map(({ number }) => number)
  if (groups.length === 0) return
  await trx.deleteFrom('alert_episode').where('group_number', 'in', groups).execute()
  await trx.deleteFrom('alert_group_shown').where('group_number', 'in', groups).execute()
  const keys = groups.flatMap((number) => [dueKey('group', number), dueKey('group-shown', number)])
  await trx.deleteFrom('slot').where('owner', 'in', keys).execute()
  await trx.deleteFrom('due').where('key', 'in', keys).execute()
}
