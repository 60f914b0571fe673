/** Finds whose channel it is, for Slack's news of a channel or of one of our messages. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import type { Incident } from '#incidents/incident.ts'
import { isRoomGone } from './room-gone.ts'
import { urgencies } from '#urgency.ts'
import {
  channelsOf,
  clearRefusals,
  markDeleted,
  noteLost,
  roomIncident,
  roomOwner,
  rowsOf,
  statesOf,
} from '#reconcile/slot-store.ts'

export type RoomsService = ReturnType<typeof createRoomsService>

export function createRoomsService({ db, clock }: { db: Db; clock: Clock }) {
  const look = (trx: Db, owner: string) => wake(trx, owner, { at: clock.now(), urgency: urgencies.talk })

  /** The incident whose room this is. */
  const incidentOf = (channel: string) => roomIncident(db, channel)

  /** The room, or the group message that stands in for it. */
  async function placeOf(incident: number): Promise<string | null> {
    const owner = dueKey('incident', incident)
    const slots = ['room', 'group'].map((name) => ({ owner, name }))
    const known = new Map((await channelsOf(db, slots)).map(({ name, channel }) => [name, channel]))
    return known.get('room') ?? known.get('group') ?? null
  }

  /** True for a channel that is archived, by people or by us, or no longer exists. */
  async function isGone({
    number,
    private: isPrivate,
  }: Pick<Incident, 'number' | 'private'>): Promise<boolean> {
    return isRoomGone(await statesOf(db, dueKey('incident', number)), isPrivate)
  }

  /** Handles the deletion of a message. If it was ours, its owner checks if it comes back. */
  async function deleted(channel: string, ts: string): Promise<void> {
    await transact(db, async (trx) => {
      const slot = await markDeleted(trx, channel, ts)
      if (slot) await look(trx, slot.owner)
    })
  }

  /** Notes that the room can no longer be written to: it was archived or deleted, or we were removed from it. */
  async function lost(channel: string, how: 'archived' | 'removed'): Promise<void> {
    await transact(db, async (trx) => {
      const slot = await roomOwner(trx, channel)
      if (!slot) return
      await noteLost(trx, slot, how)
      await look(trx, slot.owner)
    })
  }

  /** Notes that people let us in again: everything refused meanwhile is shown now. */
  async function returned(channel: string): Promise<void> {
    await transact(db, async (trx) => {
      const slot = await roomOwner(trx, channel)
      if (!slot || !(await rowsOf(trx, slot.owner)).get(slot.name)?.detail.lost) return
      await noteLost(trx, slot, null)
      await clearRefusals(trx, slot.owner)
      await look(trx, slot.owner)
    })
  }

  /** Tries refused calls again, brings back deleted messages, and checks that the card is there. */
  async function repair(incident: number): Promise<void> {
    const owner = dueKey('incident', incident)
    await transact(db, async (trx) => {
      const room = (await rowsOf(trx, owner)).get('room')
      if (room?.detail.lost === 'removed') await noteLost(trx, room, 'returning')
      await clearRefusals(trx, owner)
      await look(trx, owner)
    })
  }

  /** Notes that Slack gave a channel another id. */
  async function moved(from: string, to: string): Promise<void> {
    await db.updateTable('slot').set({ channel: to }).where('channel', '=', from).execute()
    await db.updateTable('message').set({ channel: to }).where('channel', '=', from).execute()
  }

  return { incidentOf, channelOf: placeOf, isGone, deleted, lost, returned, repair, moved }
}
