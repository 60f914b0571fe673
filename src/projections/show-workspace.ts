/** The run of `workspace:channels`: makes sure that the policy's channels exist, and shows what waited for one. */
import { dueKey } from '#due/due-key.ts'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { wake } from '#due/due-store.ts'
import type { RunContext } from '#due/runner.ts'
import { wakeUnfinished } from '#due/sweep.ts'
import { rotaIds } from '#oncall/oncall-store.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { SlackPort } from '#slack-port.ts'
import { urgencies } from '#urgency.ts'
import { type ChannelUse, projectWorkspace } from './workspace-projection.ts'

export interface ShowWorkspaceParts {
  db: Db
  clock: Clock
  slack: SlackPort
  channels: Record<ChannelUse, string>
}

export function createShowWorkspace({ db, clock, slack, channels }: ShowWorkspaceParts) {
  return async function showWorkspace(run: RunContext): Promise<{ next: Date | null }> {
    const parts = { db, slack, clock, ...run }
    const { next, changed } = await reconcile(
      dueKey('workspace', 'channels'),
      projectWorkspace(channels),
      parts,
    )
    if (changed) {
      await wakeUnfinished(db, clock.now())
      await wakeRotas(db, clock.now())
    }
    return { next }
  }
}

async function wakeRotas(db: Db, at: Date): Promise<void> {
  for (const key of [...(await rotaIds(db)).map((id) => dueKey('rota', id)), dueKey('oncall', 'today')])
    await wake(db, key, { at, urgency: urgencies.talk })
}
