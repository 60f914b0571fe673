/** What people still owe after incidents, and whose it becomes, in the database. */
import type { Db, Trx } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'

/** Everybody who owns an unfinished post-mortem or an open action item. */
export async function ownersOfWork(db: Db): Promise<UserId[]> {
  const rows = await db
    .selectFrom('postmortem')
    .select('owner')
    .where('ended_at', 'is', null)
    .union(db.selectFrom('action_item').select('owner').where('state', '=', 'open'))
    .execute()
  return rows.flatMap(({ owner }) => owner ?? [])
}

/** Incidents after which this person owes something. */
export async function owedBy(db: Db, user: UserId): Promise<number[]> {
  const rows = await db
    .selectFrom('postmortem')
    .select('incident')
    .where('owner', '=', user)
    .where('ended_at', 'is', null)
    .union(
      db.selectFrom('action_item').select('incident').where('owner', '=', user).where('state', '=', 'open'),
    )
    .orderBy('incident')
    .execute()
  return rows.map(({ incident }) => incident)
}

export async function bequeathPostmortem(
  trx: Trx,
  incident: number,
  from: UserId,
  to: UserId | null,
): Promise<void> {
  await trx
    .updateTable('postmortem')
    .set({ owner: to, inherited_from: from })
    .where('incident', '=', incident)
    .where('owner', '=', from)
    .where('ended_at', 'is', null)
    .execute()
}

export async function bequeathActions(
  trx: Trx,
  incident: number,
  from: UserId,
  to: UserId | null,
): Promise<void> {
  await trx
    .updateTable('action_item')
    .set({ owner: to, inherited_from: from })
    .where('incident', '=', incident)
    .where('owner', '=', from)
    .where('state', '=', 'open')
    .execute()
}
