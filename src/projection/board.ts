/** What is recorded, as one reconcile run holds it in memory. */
import type { Db } from '#db/client.ts'
import { findPeople } from '#people/person-store.ts'
import type { Board } from './plan.ts'
import type { ChannelRef, Slot } from './slot.ts'
import { channelOf, type SlotRow } from './slot-store.ts'

export interface LoadedBoard extends Board {
  rows: Map<string, SlotRow>
  foreign: Map<string, string>
  directMessages: Map<string, string>
  /** Channels of others already asked for, known or not. */
  asked: Set<string>
}

export function emptyBoard(rows: Map<string, SlotRow>): LoadedBoard {
  return { rows, foreign: new Map(), directMessages: new Map(), asked: new Set() }
}

/** Adds what these slots refer to outside their owner. */
export async function completeBoard(db: Db, board: LoadedBoard, slots: Slot[]): Promise<void> {
  const refs = slots.flatMap((slot): ChannelRef[] => ('channel' in slot ? [slot.channel] : []))
  for (const ref of refs) {
    if (!('slot' in ref) || ref.owner === undefined || board.asked.has(`${ref.owner} ${ref.slot}`)) continue
    const key = `${ref.owner} ${ref.slot}`
    board.asked.add(key)
    const channel = await channelOf(db, { owner: ref.owner, name: ref.slot })
    if (channel !== null) board.foreign.set(key, channel)
  }
  const people = refs.flatMap((ref) => ('person' in ref && !board.asked.has(ref.person) ? [ref.person] : []))
  for (const person of people) board.asked.add(person)
  for (const { id, dmChannel } of (await findPeople(db, people)).values()) {
    if (dmChannel !== null) board.directMessages.set(id, dmChannel)
  }
}
