/** The one workspace this database belongs to. */
import type { Db } from '#db/database.ts'
import type { WorkspaceAddress } from './workspace-address.ts'

export interface OwnWorkspace {
  team: string
  botUser: string
  /** Its address; null where Slack did not say one. */
  url: string | null
}

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

/** The workspace as links name it; null before the first connection. */
export async function ownAddress(db: Db): Promise<WorkspaceAddress | null> {
  return (await db.selectFrom('workspace').select(['team_id as team', 'url']).executeTakeFirst()) ?? null
}

export async function saveWorkspace(db: Db, { team, botUser, url }: OwnWorkspace, now: Date): Promise<void> {
  await db
    .insertInto('workspace')
    .values({ team_id: team, bot_user_id: botUser, connected_at: now, url })
    .onConflict((c) => c.column('team_id').doUpdateSet({ bot_user_id: botUser, url }))
    .execute()
}

/** The reading of everybody: its time, and the owner found in it. Null before the first. */
export async function lastReading(db: Db): Promise<{ at: Date; owner: string | null } | null> {
  const row = await db.selectFrom('workspace').select(['people_read_at', 'owner']).executeTakeFirst()
  return row?.people_read_at ? { at: row.people_read_at, owner: row.owner } : null
}

export async function noteReading(db: Db, owner: string | null, now: Date): Promise<void> {
  await db.updateTable('workspace').set({ people_read_at: now, owner }).execute()
}
