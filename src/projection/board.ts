/** What is recorded, as one reconcile run holds it in memory. */
import type { Db } from '#db/client.ts'
import { findPeople } from '#people/person-store.ts'
import type { Board } from './plan.ts'
import type { Slot } from './slot.ts'
import { channelsOf, type SlotAddress, type SlotRow } from './slot-store.ts'

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
  const people: string[] = []
  const foreign: SlotAddress[] = []
  for (const slot of slots) {
    const ref = 'channel' in slot ? slot.channel : null
    if (ref === null || 'id' in ref) continue
    const key = 'person' in ref ? ref.person : `${ref.owner} ${ref.slot}`
    if (board.asked.has(key)) continue
    board.asked.add(key)
    if ('person' in ref) people.push(ref.person)
    else if (ref.owner !== undefined) foreign.push({ owner: ref.owner, name: ref.slot })
  }
  const [channels, known] = await Promise.all([channelsOf(db, foreign), findPeople(db, people)])
  for (const { owner, name, channel } of channels) board.foreign.set(`${owner} ${name}`, channel)
  for (const { id, dmChannel } of known.values()) {
    if (dmChannel !== null) board.directMessages.set(id, dmChannel)
  }
}
