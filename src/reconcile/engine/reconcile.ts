/** Makes Slack show the wanted slots: compares them with the record, and makes the missing calls. */
import { setImmediate } from 'node:timers/promises'
import { completeBoard, loadBoard } from '../board.ts'
import { drive } from './drive.ts'
import type { ReadySlot } from '../job.ts'
import { openJobs, type ReconcileDeps } from './open-jobs.ts'
import { plan } from '../plan.ts'
import { type Landed, rememberDm, take } from '../record-results.ts'
import type { Slot, SlotState } from '../slot.ts'
import { saveResults, type SlotRecord, type SlotRow, statesIn } from '../slot-store.ts'

/** Describes what Slack should show, given the record so far: asked again after each result. */
export type Projection = (states: Map<string, SlotState>) => Slot[] | Promise<Slot[]>

/** The wished-for slots; or reads the facts they follow from, again once something has changed. */
export type Wanted = Slot[] | (() => Promise<Projection>)

export interface Reconciled {
  /** The time to come back for slots that had to wait. */
  next: Date | null
  /** True when a channel became known, or a refusal or deletion was found: others may have to choose differently. */
  changed: boolean
  /** The present record, by name. */
  rows: ReadonlyMap<string, SlotRow>
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
  /** Records that are on the board but not in the database yet. */
  const unwritten: SlotRecord[] = []
  let changed = false
  let isStale = true
  let woken: Promise<void> | undefined

  async function read(): Promise<Projection> {
    // Subscribed to before reading, so that no change falls in between.
    isStale = deps.woken === undefined
    woken = deps.woken?.().then(() => void (isStale = true))
    return typeof wanted === 'function' ? wanted() : () => wanted
  }

  const [board, first] = await Promise.all([loadBoard(db, owner, deps.channels ?? []), read()])
  const jobs = openJobs(owner, board, deps)
  let project = first

  async function run(start: ReadySlot): Promise<void> {
    try {
      landed.push({ start, result: await drive(jobs.open(start)) })
    } catch (error) {
      failures.push(error)
    }
  }

  /** Results to be written down together; from now on their slots are not running. */
  function gather(): Landed[] {
    const results = landed.splice(0)
    for (const { start } of results) running.delete(start.slot.name)
    changed ||= results.some(isNews)
    unwritten.push(...take(results, board, clock.now()))
    return results
  }

  try {
    while (failures.length === 0) {
      const results = gather()
      if (isStale) project = await read()
      const slots = await project(statesIn(board.rows))
      await completeBoard(db, board, slots)
      // One statement cannot write a row twice: results written down now begin again in the next round.
      const busy = new Set([...running.keys(), ...unwritten.map(({ name }) => name)])
      const { starts, next } = plan(slots, board, clock.now(), busy)
      if (starts.length > 0) await deps.turn?.()
      await jobs.begin(starts, unwritten)
      unwritten.splice(0)
      for (const start of starts) {
        running.set(start.slot.name, run(start))
        deps.underWay?.()
        // Preparing a call takes time: each call leaves before the next is prepared.
        await setImmediate()
      }
      if (results.some(isNews)) await deps.news?.()
      for (const result of results) await rememberDm(db, board, result)
      if (results.length > 0) continue
      if (running.size === 0) return { next, changed, rows: board.rows }
      await Promise.race([...running.values(), ...(woken ? [woken] : [])])
    }
  } finally {
    await Promise.all(running.values())
    gather()
    await saveResults(db, owner, unwritten)
  }
  throw failures[0]
}

function isNews({ start: { slot }, result }: Landed): boolean {
  if (result.kind === 'shown') return slot.kind === 'room' || slot.kind === 'group'
  return result.kind === 'refused' || result.kind === 'gone'
}
