/** Stores who follows an incident. */
import type { Db, Trx } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Follower } from './reminder.ts'

export async function followersOf(db: Db, incident: number): Promise<Follower[]> {
  const rows = await db
    .selectFrom('follower')
    .select(['person', 'from_update', 'stopped_after'])
    .where('incident', '=', incident)
    .orderBy('person')
    .execute()
  return rows.map(({ person, from_update, stopped_after }) => ({
    person,
    fromUpdate: from_update,
    stoppedAfter: stopped_after,
  }))
}

/** Everybody who follows anything. */
export async function allFollowers(db: Db): Promise<UserId[]> {
  const rows = await db
    .selectFrom('follower')
    .select('person')
    .distinct()
    .where('stopped_after', 'is', null)
    .execute()
  return rows.map(({ person }) => person)
}

/** The incidents that this person follows. */
export async function followedBy(db: Db, person: UserId): Promise<number[]> {
  const rows = await db
    .selectFrom('follower')
    .select('incident')
    .where('person', '=', person)
    .where('stopped_after', 'is', null)
    .orderBy('incident')
    .execute()
  return rows.map(({ incident }) => incident)
}

/** Starts following from this update on. Changes nothing for a person who already follows. */
export async function follow(trx: Trx, incident: number, person: UserId, updates: number): Promise<void> {
  await trx
    .insertInto('follower')
    .values({ incident, person, from_update: updates, stopped_after: null })
    .onConflict((c) =>
      c
        .columns(['incident', 'person'])
        .doUpdateSet({ from_update: updates, stopped_after: null })
        .where('follower.stopped_after', 'is not', null),
    )
    .execute()
}

export async function unfollow(trx: Trx, incident: number, person: UserId, updates: number): Promise<void> {
  await trx
    .updateTable('follower')
    .set({ stopped_after: updates })
    .where('incident', '=', incident)
    .where('person', '=', person)
    .where('stopped_after', 'is', null)
    .execute()
}
