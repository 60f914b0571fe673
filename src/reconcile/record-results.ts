import type { Db } from '#db/database.ts'
import { saveDmChannel } from '#people/person-store.ts'
import type { LoadedBoard } from './board.ts'
import type { Result, ReadySlot } from './job.ts'
import { goneFrom, type SlotPatch, type SlotRecord, type SlotRow } from './slot-store.ts'

/** The shortest pause before a call is tried again. */
const SHORTEST_WAIT = 100

/** A slot that was worked on, and its result. */
export interface Landed {
  start: ReadySlot
  result: Result
}

/** Writes the results of slots on the board. Returns those that belong in the database. */
export function take(landed: readonly Landed[], board: LoadedBoard, now: Date): SlotRecord[] {
  return landed.flatMap(({ start, result }) => {
    const row = board.rows.get(start.slot.name)
    const patch = row && patchOf(start, result, row, now)
    if (!row || !patch || Object.keys(patch).length === 0) return []
    board.rows.set(row.name, { ...row, ...patch } as SlotRow)
    return [{ name: row.name, attempt: row.attempt, patch }]
  })
}

/** Remembers the direct message channel from the first post to a person, so that the next page needs no look-up. */
export async function rememberDm(
  db: Db,
  board: LoadedBoard,
  { start: { slot }, result }: Landed,
): Promise<void> {
  if (slot.kind !== 'message' || !('person' in slot.channel)) return
  if (result.kind !== 'shown' || result.channel === undefined) return
  if (board.directMessages.get(slot.channel.person) === result.channel) return
  board.directMessages.set(slot.channel.person, result.channel)
  await saveDmChannel(db, slot.channel.person, result.channel)
}

function patchOf({ hash, slot }: ReadySlot, result: Result, row: SlotRow, now: Date): SlotPatch {
  const landed = { started_at: null, retry_at: null, refused: null, refused_hash: null }
  const detail = 'detail' in result && result.detail ? { detail: result.detail } : {}
  switch (result.kind) {
    case 'shown':
      return {
        ...landed,
        ...detail,
        done_hash: result.hash === undefined ? hash : result.hash,
        ...(result.channel !== undefined && { channel: result.channel }),
        ...(result.ts !== undefined && { ts: result.ts }),
      }
    case 'later':
      return {
        ...detail,
        retry_at: new Date(Math.max(result.at.getTime(), now.getTime() + SHORTEST_WAIT)),
        ...(!result.unsure && { started_at: null }),
        // The whisper was not sent, so it may be tried again.
        ...(slot.kind === 'whisper' && { done_hash: null }),
      }
    case 'refused':
      return { ...landed, ...detail, refused: result.error, refused_hash: hash, ...withdrawn(slot.kind) }
    case 'unknown':
      return detail
    case 'gone':
      return goneFrom(row)
  }
}

function withdrawn(kind: string): SlotPatch {
  return kind === 'whisper' ? { done_hash: null } : {}
}
