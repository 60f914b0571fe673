/** When someone asks how it has been going. */
import { lines, message } from '#messages/blocks.ts'
import type { TypedVerb } from './command.ts'
import type { Reply, Services } from './services.ts'

export async function typeStats({ user }: TypedVerb, { incidents }: Services): Promise<Reply> {
  const all = (await incidents.list(user, 'all')).filter((one) => !one.private && !one.drill)
  const bySeverity = Map.groupBy(all, ({ severity }) => severity ?? 'not set')
  return { say: message(lines(...[...bySeverity].map(([name, group]) => [`${name}: ${group.length}`]))) }
}
