/** Tells from the record if an incident's room can still be used. */
import type { SlotState } from '#reconcile/slot.ts'

/** Slack's answers where there is no channel any more, or an archived one. */
const gone = new Set(['is_archived', 'is_inactive'])
/** Slack's answers where there is none, and where there is a private one that we are not in. */
const unseen = 'channel_not_found'

/**
 * Tells if another room has to take its place: bots cannot unarchive one, neither one that people archived nor one that we did
 * before the incident was reopened.
 */
export function isRoomGone(slots: ReadonlyMap<string, SlotState>, isPrivate: boolean): boolean {
  const room = slots.get('room')
  if (!room?.channel) return false
  return (
    room.detail.lost === 'archived' ||
    slots.get('archive')?.done === true ||
    refusalsIn(slots).some((code) => gone.has(code) || (code === unseen && !isPrivate))
  )
}

/** True for a private room that Slack no longer shows us, with or without an event that explains it. */
export function isRoomUnseen(slots: ReadonlyMap<string, SlotState>): boolean {
  const room = slots.get('room')
  return Boolean(room?.channel && !room.detail.lost && refusalsIn(slots).includes(unseen))
}

function refusalsIn(slots: ReadonlyMap<string, SlotState>): string[] {
  return ['card', 'members', 'topic', 'purpose', 'bookmarks'].map((name) => slots.get(name)?.refused ?? '')
}
