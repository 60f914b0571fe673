/** Which channel is whose: for what Slack tells of a channel or of one of our messages. */
import type { Kysely } from 'kysely'
import type { Clock } from '#clock.ts'
import { transact } from '#db/transact.ts'
import type { Schema } from '#db/schema.ts'
import { wake } from '#due/due-store.ts'
import { incidentKey } from '#incidents/incident.ts'
import { urgencies } from './slot.ts'
import { channelOf, markDeleted, roomOwner } from './slot-store.ts'

export type RoomsService = ReturnType<typeof createRoomsService>

export function createRoomsService({ db, clock }: { db: Kysely<Schema>; clock: Clock }) {
  /** The incident whose room this is. */
  async function incidentOf(channel: string): Promise<number | null> {
    const owner = (await roomOwner(db, channel))?.owner
    return owner?.startsWith('incident:') ? Number(owner.slice('incident:'.length)) : null
  }

  /** People deleted a message: if it was ours, its owner looks whether it comes back. */
  async function deleted(channel: string, ts: string): Promise<void> {
    await transact(db, async (trx) => {
      const slot = await markDeleted(trx, channel, ts)
      if (slot) await wake(trx, slot.owner, { at: clock.now(), urgency: urgencies.talk })
    })
  }

  /** The room can no longer be written to: it was archived or deleted, or we were removed from it. */
  async function lost(channel: string): Promise<void> {
    const owner = (await roomOwner(db, channel))?.owner
    if (owner) await wake(db, owner, { at: clock.now(), urgency: urgencies.talk })
  }

  /** Slack gave a channel another id. */
  async function moved(from: string, to: string): Promise<void> {
    await db.updateTable('slot').set({ channel: to }).where('channel', '=', from).execute()
    await db.updateTable('message').set({ channel: to }).where('channel', '=', from).execute()
  }

  return {
    incidentOf,
    channelOf: (incident: number) => channelOf(db, { owner: incidentKey(incident), name: 'room' }),
    deleted,
    lost,
    moved,
  }
}
