/** Makes Slack show what is wanted: compares it with what is recorded, and makes the missing calls. */
import { completeBoard, emptyBoard } from './board.ts'
import { drive } from './drive.ts'
import type { Start } from './job.ts'
import { openJobs, type ReconcileDeps } from './open-jobs.ts'
import { plan } from './plan.ts'
import { type Landed, recordResults } from './record-results.ts'
import type { Slot, SlotState } from './slot.ts'
import { rowsOf, statesIn } from './slot-store.ts'

/** What Slack should show, given what is recorded so far: asked again after each result. */
export type Projection = (states: Map<string, SlotState>) => Slot[] | Promise<Slot[]>

/** What Slack should show; or reads what that follows from, anew once something has changed. */
export type Wanted = Slot[] | (() => Promise<Projection>)

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
  const { db, clock } = deps
  const running = new Map<string, Promise<void>>()
  const landed: Landed[] = []
  const failures: unknown[] = []
  let changed = false
  let isStale = true
  let woken: Promise<void> | undefined

  async function read(): Promise<Projection> {
    // Asked for before reading, so that no change falls in between.
    isStale = deps.woken === undefined
    woken = deps.woken?.().then(() => void (isStale = true))
    return typeof wanted === 'function' ? wanted() : () => wanted
  }

  const [rows, first] = await Promise.all([rowsOf(db, owner), read()])
  const board = emptyBoard(rows)
  const jobs = openJobs(owner, board, deps)
  let project = first

  async function run(start: Start): Promise<void> {
    try {
      landed.push({ start, result: await drive(jobs.open(start)) })
    } catch (error) {
      failures.push(error)
    }
  }

  /** Results that land together are written down together. */
  async function take(): Promise<void> {
    const results = landed.splice(0)
    for (const { start } of results) running.delete(start.slot.name)
    changed ||= results.some(isNews)
    await recordResults(db, owner, board, results, clock.now())
  }

  async function look(): Promise<Slot[]> {
    if (isStale) project = await read()
    return project(statesIn(board.rows))
  }

  try {
    while (failures.length === 0) {
      const [, slots] = await Promise.all([take(), look()])
      await completeBoard(db, board, slots)
      const { starts, next } = plan(slots, board, clock.now(), new Set(running.keys()))
      if (starts.length > 0) {
        await jobs.begin(starts)
        for (const start of starts) running.set(start.slot.name, run(start))
        deps.underWay?.()
      } else if (running.size === 0) return { next, changed }
      await Promise.race([...running.values(), ...(woken ? [woken] : [])])
    }
  } finally {
    await Promise.all(running.values())
    await take()
  }
  throw failures[0]
}

function isNews({ start: { slot }, result }: Landed): boolean {
  if (result.kind === 'shown') return slot.kind === 'room' || slot.kind === 'group'
  return result.kind === 'refused' || result.kind === 'gone'
}
