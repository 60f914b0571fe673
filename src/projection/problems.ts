/** What Slack refused of an incident, in words for people. */
import type { SlotState } from './slot.ts'

interface Names {
  findAll(ids: readonly string[]): Promise<ReadonlyMap<string, { name: string }>>
}

export async function problemsIn(slots: ReadonlyMap<string, SlotState>, people: Names): Promise<string[]> {
  const uninvited = Object.keys(slots.get('members')?.detail.uninvited ?? {})
  const known = await people.findAll(uninvited)
  return [
    ...(slots.get('room')?.refused ? ['Could not create a channel.'] : []),
    ...uninvited.map((user) => `Could not invite ${known.get(user)?.name ?? user}.`),
  ]
}
