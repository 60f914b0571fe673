/** When Slack does not show what it should. */
import { repaired } from '#messages/repaired.ts'
import type { TypedAbout } from './command.ts'
import type { Reply, Services } from './services.ts'

export async function typeRepair({ user, incident }: TypedAbout, { repair }: Services): Promise<Reply> {
  const { incident: looked, wrong } = await repair(user, incident)
  return { say: repaired(looked, wrong) }
}
