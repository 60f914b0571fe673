/** Action items in the database. */
import type { Selectable } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import type { Schema } from '#db/schema.ts'
import type { ActionItem } from './postmortem.ts'

export async function actionsOf(db: Db, incident: number): Promise<ActionItem[]> {
  const rows = await db
    .selectFrom('action_item')
    .selectAll()
    .where('incident', '=', incident)
    .orderBy('number')
    .execute()
  return rows.map(itemFrom)
}

/** Every open action item, the first due first. Includes private incidents: the caller must check who may see them. */
export async function openActions(db: Db): Promise<(ActionItem & { private: boolean; drill: boolean })[]> {
  const rows = await db
    .selectFrom('action_item')
    .innerJoin('incident', 'incident.number', 'action_item.incident')
    .selectAll('action_item')
    .select(['incident.private', 'incident.drill'])
    .where('state', '=', 'open')
    .orderBy('due_on')
    .orderBy('made_at')
    .limit(500)
    .execute()
  return rows.map((row) => ({ ...itemFrom(row), private: row.private, drill: row.drill }))
}

/** Open action items of this person, the first due first; those after private incidents too. */
export async function openActionsOf(db: Db, owner: string): Promise<ActionItem[]> {
  const rows = await db
    .selectFrom('action_item')
    .innerJoin('incident', 'incident.number', 'action_item.incident')
    .selectAll('action_item')
    .where('owner', '=', owner)
    .where('state', '=', 'open')
    .where('drill', '=', false)
    .orderBy('due_on')
    .orderBy('made_at')
    .limit(50)
    .execute()
  return rows.map(itemFrom)
}

export async function insertAction(
  trx: Trx,
  wish: Pick<ActionItem, 'incident' | 'what' | 'owner' | 'due' | 'ticket' | 'madeBy' | 'madeAt'>,
): Promise<number> {
  const last = await trx
    .selectFrom('action_item')
    .select((e) => e.fn.max('number').as('number'))
    .where('incident', '=', wish.incident)
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  await trx
    .insertInto('action_item')
    .values({
      incident: wish.incident,
      number,
      what: wish.what,
      owner: wish.owner,
      due_on: wish.due,
      ticket: wish.ticket,
      state: 'open',
      reason: '',
      made_by: wish.madeBy,
      made_at: wish.madeAt,
      ended_at: null,
    })
    .execute()
  return number
}

/** Gives an open action item its owner and its date. */
export async function settleAction(
  trx: Trx,
  { incident, number, owner, due }: Pick<ActionItem, 'incident' | 'number' | 'owner' | 'due'>,
): Promise<void> {
  await trx
    .updateTable('action_item')
    .set({ owner, due_on: due, inherited_from: null })
    .where('incident', '=', incident)
    .where('number', '=', number)
    .where('state', '=', 'open')
    .execute()
}

/** Ends an action item; false when it had ended before. */
export async function endAction(
  trx: Trx,
  { incident, number }: { incident: number; number: number },
  { state, reason, at }: { state: 'done' | 'will not'; reason: string; at: Date },
): Promise<boolean> {
  const ended = await trx
    .updateTable('action_item')
    .set({ state, reason, ended_at: at })
    .where('incident', '=', incident)
    .where('number', '=', number)
    .where('state', '=', 'open')
    .returning('number')
    .execute()
  return ended.length > 0
}

function itemFrom(row: Selectable<Schema['action_item']>): ActionItem {
  return {
    incident: row.incident,
    number: row.number,
    what: row.what,
    owner: row.owner,
    inheritedFrom: row.inherited_from,
    due: row.due_on,
    ticket: row.ticket,
    state: row.state,
    reason: row.reason,
    madeBy: row.made_by,
    madeAt: row.made_at,
    endedAt: row.ended_at,
  }
}
