/** Makes Slack show what is wanted: compares it with what is recorded, and makes the missing calls. */
import type { Db } from '#db/client.ts'
import { saveDmChannel } from '#people/person-store.ts'
import { completeBoard, emptyBoard, type LoadedBoard } from './board.ts'
import { drive } from './drive.ts'
import { openJobs, type ReconcileDeps } from './open-jobs.ts'
import type { Result, Start } from './job.ts'
import { plan } from './plan.ts'
import { recordResult } from './record-result.ts'
import type { Slot, SlotState } from './slot.ts'
import { rowsOf, statesIn } from './slot-store.ts'

/** What Slack should show, or a projection of what is recorded so far, asked again after each result. */
export type Wanted = Slot[] | ((states: Map<string, SlotState>) => Slot[] | Promise<Slot[]>)

export interface Reconciled {
  /** When to come back for what had to wait. */
  next: Date | null
  /** A channel became known, or something was refused or found deleted: others may have to choose differently. */
  changed: boolean
}

/**
 * Starts every call whose inputs exist, most urgent first, and goes on as results land or something else changes, until
 * nothing more can be done now. Never waits for a limit. Fails when the database does, after the calls under way have ended.
 */
export async function reconcile(owner: string, wanted: Wanted, deps: ReconcileDeps): Promise<Reconciled> {
  const board = emptyBoard(await rowsOf(deps.db, owner))
  const running = new Map<string, Promise<void>>()
  const failures: unknown[] = []
  let changed = false
  const jobs = openJobs(owner, board, deps)

  async function run(start: Start): Promise<void> {
    try {
      const job = jobs.open(start)
      const result = await drive(job)
      await recordResult({ db: deps.db, owner, board, start, result, now: deps.clock.now() })
      await rememberDm(deps.db, board, start, result)
      changed ||= isNews(start, result)
    } catch (error) {
      failures.push(error)
    } finally {
      running.delete(start.slot.name)
    }
  }

  try {
    while (failures.length === 0) {
      // Asked for before reading, so that no change falls in between.
      const woken = deps.woken?.()
      const slots = typeof wanted === 'function' ? await wanted(statesIn(board.rows)) : wanted
      await completeBoard(deps.db, board, slots)
      const { starts, next } = plan(slots, board, deps.clock.now(), new Set(running.keys()))
      if (starts.length > 0) {
        await jobs.begin(starts)
        for (const start of starts) running.set(start.slot.name, run(start))
        deps.underWay?.()
      } else if (running.size === 0) return { next, changed }
      await Promise.race([...running.values(), ...(woken ? [woken] : [])])
    }
  } finally {
    await Promise.all(running.values())
  }
  throw failures[0]
}

function isNews({ slot }: Start, result: Result): boolean {
  if (result.kind === 'shown') return slot.kind === 'room' || slot.kind === 'group'
  return result.kind === 'refused' || result.kind === 'gone'
}

/** The first post to a person tells which channel their direct message is; the next page needs no look-up. */
async function rememberDm(db: Db, board: LoadedBoard, { slot }: Start, result: Result): Promise<void> {
  if (slot.kind !== 'message' || !('person' in slot.channel)) return
  if (result.kind !== 'shown' || result.channel === undefined) return
  if (board.directMessages.get(slot.channel.person) === result.channel) return
  board.directMessages.set(slot.channel.person, result.channel)
  await saveDmChannel(db, slot.channel.person, result.channel)
}
