/** Slack's latest word on people's Do Not Disturb. */
import type { Db } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'

/** The end of silence for each person known not to hear a page; the others may hear it. */
export async function silencedUntil(db: Db, users: readonly UserId[], now: Date): Promise<Map<UserId, Date>> {
  if (users.length === 0) return new Map()
  const rows = await db
    .selectFrom('do_not_disturb')
    .select(['person', 'until'])
    .where('person', 'in', [...users])
    .where('until', '>', now)
    .execute()
  return new Map(rows.flatMap(({ person, until }) => (until ? [[person, until]] : [])))
}

export async function saveSilence(db: Db, user: UserId, until: Date | null, now: Date): Promise<void> {
  await db
    .insertInto('do_not_disturb')
    .values({ person: user, until, looked_at: now })
    .onConflict((conflict) => conflict.column('person').doUpdateSet({ until, looked_at: now }))
    .execute()
}
