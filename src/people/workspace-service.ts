/** Keeps one database to one workspace. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { Misconfigured } from '../misconfigured.ts'
import { type OwnWorkspace, ownTeam, saveWorkspace } from './workspace-store.ts'

export type ClaimWorkspace = (workspace: OwnWorkspace) => Promise<void>

/** Takes the workspace as this database's own. Throws `Misconfigured` when it already belongs to another. */
export function createClaimWorkspace({ db, clock }: { db: Db; clock: Clock }): ClaimWorkspace {
  return async (workspace) => {
    const { team } = workspace
    const owner = await ownTeam(db)
    if (owner !== null && owner !== team) {
      throw new Misconfigured([
        `SLACK_BOT_TOKEN belongs to workspace ${team}, but this database belongs to ${owner}. Use its own token, or another database.`,
      ])
    }
    await saveWorkspace(db, workspace, clock.now())
  }
}
