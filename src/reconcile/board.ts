/** Holds the record in memory during one reconcile run. */
import type { Db } from '#db/database.ts'
import { findPeople } from '#people/person-store.ts'
import type { Board } from './plan.ts'
import type { ChannelRef, Slot } from './slot.ts'
import { channelsOf, rowsOf, type SlotAddress, type SlotRow } from './slot-store.ts'

export interface LoadedBoard extends Board {
  rows: Map<string, SlotRow>
  foreign: Map<string, string>
  directMessages: Map<string, string>
  /** Channels of other owners that were looked up, found or not. */
  asked: Set<string>
}

/** Loads `owner`'s recorded slots, and the places of these channels. */
export async function loadBoard(
  db: Db,
  owner: string,
  channels: readonly ChannelRef[],
): Promise<LoadedBoard> {
  const around = { foreign: new Map(), directMessages: new Map(), asked: new Set<string>() }
  const [rows] = await Promise.all([rowsOf(db, owner), complete(db, around, channels)])
  return { rows, ...around }
}

/** Adds channels outside the owner to which these slots refer. */
export async function completeBoard(db: Db, board: LoadedBoard, slots: Slot[]): Promise<void> {
  await complete(
    db,
    board,
    slots.flatMap((slot) => ('channel' in slot ? slot.channel : [])),
  )
}

async function complete(
  db: Db,
  board: Omit<LoadedBoard, 'rows'>,
  refs: readonly ChannelRef[],
): Promise<void> {
  const people: string[] = []
  const foreign: SlotAddress[] = []
  for (const ref of refs) {
    if ('id' in ref) continue
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
