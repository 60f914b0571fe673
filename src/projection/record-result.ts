import type { Db } from '#db/client.ts'
import type { LoadedBoard } from './board.ts'
import type { Result, Start } from './job.ts'
import { goneFrom, record, type SlotPatch, type SlotRow } from './slot-store.ts'

/** What must pass at least before a call is tried again. */
const SHORTEST_WAIT = 100

/** Writes down what became of a slot, in the database and on the board. */
export async function recordResult(landed: {
  db: Db
  owner: string
  board: LoadedBoard
  start: Start
  result: Result
  now: Date
}): Promise<void> {
  const { db, owner, board, start, result, now } = landed
  const row = board.rows.get(start.slot.name)
  if (!row) return
  const patch = patchOf(start, result, row, now)
  if (Object.keys(patch).length === 0) return
  await record(db, { owner, name: row.name }, row.attempt, patch)
  board.rows.set(row.name, { ...row, ...patch } as SlotRow)
}

function patchOf({ hash, slot }: Start, result: Result, row: SlotRow, now: Date): SlotPatch {
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
        // Not said yet, so it may be said again.
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
