/** When someone asks whether this has happened before. */
import { incidentList } from '#messages/incident-list.ts'
import type { TypedVerb } from './command.ts'
import type { Reply, Services } from './services.ts'

export async function typeSearch({ user, rest }: TypedVerb, { incidents, clock }: Services): Promise<Reply> {
  const words = rest.toLowerCase().split(/\s+/)
  const all = await incidents.list(user, true)
  const found = all.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)))
  return { say: incidentList(found, clock.now()) }
}
