/** Remembers when a group was last shown. */
import type { Db } from '#db/database.ts'

export async function lastShown(db: Db, group: number): Promise<Date | null> {
  const row = await db
    .selectFrom('alert_group_shown')
    .select('shown_at')
    .where('group_number', '=', group)
    .executeTakeFirst()
  return row?.shown_at ?? null
}

export async function noteShown(db: Db, group: number, at: Date): Promise<void> {
  await db
    .insertInto('alert_group_shown')
    .values({ group_number: group, shown_at: at })
    .onConflict((c) => c.column('group_number').doUpdateSet({ shown_at: at }))
    .execute()
}
