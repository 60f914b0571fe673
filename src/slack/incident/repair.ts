/** Repairs an incident of which Slack does not show what it should. */
import { repaired } from '#messages/incident/repaired.ts'
import type { TypedAbout } from '../asking/typed.ts'
import type { Reply, Services } from '../asking/services.ts'

export async function typeRepair({ user, incident }: TypedAbout, { repair }: Services): Promise<Reply> {
  const { incident: looked, wrong } = await repair(user, incident)
  return { say: repaired(looked, wrong) }
}
