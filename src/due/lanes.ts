/** Chooses which due keys may run at once, so that a page leaves first and never waits behind rooms. */
import type { DueRow } from './due-store.ts'

const [PAGE, ROOM] = [0, 1]

export interface Lanes {
  admits(row: Pick<DueRow, 'key' | 'urgency'>): boolean
  enter(row: Pick<DueRow, 'key' | 'urgency'>): Lane
  keys(): string[]
  size(): number
  /** Resolves with true once nothing runs, or with false after `limitMs`. */
  empty(limitMs: number): Promise<boolean>
}

/** One run's place. */
export interface Lane {
  /** Resolves once running keys that are more urgent have left; at once when this run is under way itself. */
  turn(): Promise<void>
  /** Its first call has left. */
  underWay(): void
  /** It only waits for another system from now on: its place is for others. */
  stepOut(): void
  /** It goes on, and may for a moment be one more than there are places. */
  stepIn(): void
  leave(): void
}

interface Leaving {
  urgency: number
  left: Promise<void>
}

/** Runs that may wait outside at once: beyond them a system that hangs holds places up. */
const mostOutside = 256

/** A quarter of the places, and at least one, is for pages only. */
export function createLanes(places: number): Lanes {
  const running = new Map<string, number>()
  const outside = new Set<string>()
  /** Pages and rooms whose first call has not left yet. */
  const leaving = new Map<string, Leaving>()
  const whenEmpty = new Set<() => void>()
  const shared = places - Math.max(1, Math.floor(places / 4))

  return {
    admits({ key, urgency }) {
      if (running.has(key) || running.size - outside.size >= places) return false
      if (urgency === PAGE) return true
      // A room gets ready meanwhile; less urgent keys would only slow them down.
      if (urgency > ROOM && leaving.size > 0) return false
      return [...running].filter(([of, u]) => u !== PAGE && !outside.has(of)).length < shared
    },

    enter({ key, urgency }) {
      running.set(key, urgency)
      const { promise: left, resolve } = Promise.withResolvers<void>()
      if (urgency <= ROOM) leaving.set(key, { urgency, left })
      function underWay() {
        leaving.delete(key)
        resolve()
      }
      return {
        async turn() {
          if (!leaving.has(key)) return
          const first = [...leaving.values()].filter((other) => other.urgency < urgency)
          await Promise.all(first.map((other) => other.left))
        },
        underWay,
        stepOut() {
          if (outside.size < mostOutside) outside.add(key)
        },
        stepIn: () => void outside.delete(key),
        leave() {
          underWay()
          outside.delete(key)
          running.delete(key)
          if (running.size === 0) for (const tell of whenEmpty) tell()
        },
      }
    },

    keys: () => [...running.keys()],
    size: () => running.size,

    async empty(limitMs) {
      if (running.size === 0) return true
      const { promise, resolve } = Promise.withResolvers<boolean>()
      const tell = () => resolve(true)
      const timer = setTimeout(() => resolve(false), limitMs)
      whenEmpty.add(tell)
      const drained = await promise
      whenEmpty.delete(tell)
      clearTimeout(timer)
      return drained
    },
  }
}
