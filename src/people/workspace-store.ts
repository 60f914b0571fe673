/** The one workspace this database belongs to. */
import type { Db } from '#db/database.ts'

/** Null before the first connection. */
export async function ownTeam(db: Db): Promise<string | null> {
  const row = await db.selectFrom('workspace').select('team_id').executeTakeFirst()
  return row?.team_id ?? null
}

/** Our own user there; null before the first connection. */
export async function ownBot(db: Db): Promise<string | null> {
  const row = await db.selectFrom('workspace').select('bot_user_id').executeTakeFirst()
  return row?.bot_user_id ?? null
}

export async function saveWorkspace(db: Db, team: string, botUser: string, now: Date): Promise<void> {
  await db
    .insertInto('workspace')
    .values({ team_id: team, bot_user_id: botUser, connected_at: now })
    .onConflict((c) => c.column('team_id').doUpdateSet({ bot_user_id: botUser }))
    .execute()
}
