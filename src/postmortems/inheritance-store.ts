/** Reads the post-mortems and action items that people still owe, and passes them to others. */
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

/** Passes on what is not finished: the post-mortem to `writer`, the action items to `keeper`. */
export async function bequeath(
  trx: Trx,
  incident: number,
  from: UserId,
  { writer, keeper }: { writer: UserId | null; keeper: UserId | null },
): Promise<void> {
  await trx
    .updateTable('postmortem')
    .set({ owner: writer, inherited_from: from })
    .where('incident', '=', incident)
    .where('owner', '=', from)
    .where('ended_at', 'is', null)
    .execute()
  await trx
    .updateTable('action_item')
    .set({ owner: keeper, inherited_from: from })
    .where('incident', '=', incident)
    .where('owner', '=', from)
    .where('state', '=', 'open')
    .execute()
}
