/** Shows where others read it what Slack refuses for good to bring to one person. Pure. */
import type { UserId } from '#incidents/incident.ts'
import { insteadOf } from '#messages/instead.ts'
import type { MessageSlot, SlotState } from '#reconcile/slot.ts'

type Place = Pick<MessageSlot, 'channel' | 'thread' | 'threadTs'>

interface Instead {
  /** The place where others read; null where there is none. */
  place: Place | null
  /** False once nobody has to act on it: then it is shown only where it was shown before. */
  matters: boolean
}

/** The person's message, and the same elsewhere if Slack has refused to post it. */
export function orInstead(
  slot: MessageSlot,
  slots: ReadonlyMap<string, SlotState>,
  { place, matters }: Instead,
): MessageSlot[] {
  const name = `${slot.name}:instead`
  const state = slots.get(slot.name)
  if (!('person' in slot.channel) || !state?.refused || state.ts !== null) return [slot]
  if (place === null || !(matters || slots.has(name))) return [slot]
  const { person } = slot.channel
  return [slot, { ...slot, ...place, name, message: insteadOf(person, slot.message) }]
}

/** The room; without one, the first of these who is somebody else. */
export function roomOr(
  room: string | null,
  others: readonly (UserId | undefined)[],
  person: UserId,
): Place | null {
  if (room !== null) return { channel: { id: room } }
  const other = others.find((one) => one !== undefined && one !== person)
  return other === undefined ? null : { channel: { person: other } }
}
