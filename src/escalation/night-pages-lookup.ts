/** Pages outside waking hours: the cost of on-call beyond the hours. */
import type { Db } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Range } from '#time.ts'
import { findPeople } from '#people/person-store.ts'
import { asleepUntil } from './night.ts'

export interface NightPage {
  user: UserId
  role: string
  at: Date
}

/** Pages at night of real and public incidents only: drills and private ones are never counted. */
export async function nightPages(db: Db, { start, end }: Range): Promise<NightPage[]> {
  const rows = await db
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .innerJoin('incident', 'incident.number', 'escalation.incident')
    .select(['page.person as user', 'escalation.role', 'page.queued_at as at'])
    .where('page.queued_at', '>=', start)
    .where('page.queued_at', '<', end)
    .where('incident.drill', '=', false)
    .where('incident.private', '=', false)
    .execute()
  const people = await findPeople(
    db,
    rows.map(({ user }) => user),
  )
  return rows.filter(({ user, at }) => asleepUntil(people.get(user)?.timeZone ?? 'UTC', at) !== null)
}
