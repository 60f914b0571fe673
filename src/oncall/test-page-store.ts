import type { Db } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'

export interface TestPage {
  readonly id: string
  readonly person: UserId
  readonly askedAt: Date
  readonly acknowledgedAt: Date | null
}

export async function insertTestPage(
  db: Db,
  { id, person, askedAt }: Omit<TestPage, 'acknowledgedAt'>,
): Promise<void> {
  await db.insertInto('test_page').values({ id, person, asked_at: askedAt, acknowledged_at: null }).execute()
}

/** Records the first acknowledgement. Returns false when this person has no test of that id. */
export async function acknowledgeTestPage(db: Db, id: string, person: UserId, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('test_page')
    .set((e) => ({ acknowledged_at: e.fn.coalesce('acknowledged_at', e.val(now)) }))
    .where('id', '=', id)
    .where('person', '=', person)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The person's tests since `since`, oldest first. */
export async function testPages(db: Db, person: UserId, since: Date): Promise<TestPage[]> {
  const rows = await db
    .selectFrom('test_page')
    .selectAll()
    .where('person', '=', person)
    .where('asked_at', '>=', since)
    .orderBy('asked_at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    person: row.person,
    askedAt: row.asked_at,
    acknowledgedAt: row.acknowledged_at,
  }))
}
