/** Tells in words for people what is wrong with an incident in Slack. */
import type { SlotState } from '#reconcile/slot.ts'

interface Names {
  findAll(ids: readonly string[]): Promise<ReadonlyMap<string, { name: string }>>
}

/** The slots whose problems the card tells. */
export const telling = ['room', 'members'] as const

/** The problems that the card names. */
export async function problemsIn(slots: ReadonlyMap<string, SlotState>, people: Names): Promise<string[]> {
  const room = slots.get('room')
  const uninvited = Object.keys(slots.get('members')?.detail.uninvited ?? {})
  const known = await people.findAll(uninvited)
  return [
    ...(room?.refused ? ['Could not create a channel.'] : []),
    ...(room?.detail.lost === 'removed' || room?.detail.lost === 'returning'
      ? ['I was removed from the room. Invite me there, and I catch up.']
      : []),
    ...uninvited.map((user) => `Could not invite ${known.get(user)?.name ?? user}.`),
  ]
}

/** Everything `repair` can try again: the card's problems, all other refusals of Slack, and what people deleted. */
export async function everythingWrongIn(
  slots: ReadonlyMap<string, SlotState>,
  people: Names,
): Promise<string[]> {
  const others = [...slots.values()].filter(({ name, refused }) => refused !== null && name !== 'room')
  return [
    ...(await problemsIn(slots, people)),
    ...((slots.get('card')?.deleted ?? 0) > 0 ? ['The card was deleted.'] : []),
    ...others.map(({ name, refused }) => `Slack refused ${thing(name)} (${refused}).`),
  ]
}

/** The name people use for a slot. */
function thing(name: string): string {
  const [kind = ''] = name.split(':')
  const words: Record<string, string> = {
    card: 'the card',
    'card/pin': 'to pin the card',
    members: 'the invitations',
    topic: 'the topic',
    purpose: 'the description',
    bookmarks: 'the links',
    announce: 'the announcement',
    tech: 'the post for engineers',
    group: 'a group message',
    archive: 'to archive the room',
    rejoin: 'to let me in again',
    update: 'an update',
    'room-update': 'an update',
    'tech-update': 'an update',
  }
  return words[kind] ?? 'a message'
}
