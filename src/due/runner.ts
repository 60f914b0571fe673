/** Runs due keys: claims them, most urgent first, and gives each to the handler of its prefix. */
import type { Logger } from 'pino'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import type { KeyLocks } from '#db/key-locks.ts'
import { createBackoff } from './backoff.ts'
import { claimable, type DueRow, nextDueAt, endRun, stillDue } from './due-store.ts'
import { createLanes, type Lane } from './lanes.ts'
import { createWakes } from './wakes.ts'

export interface RunContext {
  /** Awaited before the first call: resolves once more urgent keys have left. */
  turn: () => Promise<void>
  /** Tells that the first calls are on their way: less urgent keys may start. */
  underWay: () => void
  /** Waits for another system, and leaves its place to others meanwhile: one that hangs holds nobody up. */
  outside: <T>(call: () => Promise<T>) => Promise<T>
  /** False once another process may be running this key: nothing more may be sent. */
  stillHeld: () => boolean
  /** Resolves when the key is next woken, since there is something new to look at. */
  woken: () => Promise<void>
}

/** Looks at one key. May run twice; `next` is the time to look again. */
export type Handler = (key: string, context: RunContext) => Promise<{ next: Date | null }>

export interface RunnerParts {
  db: Db
  locks: KeyLocks
  listen: (channel: string, heard: (key: string) => void) => Promise<() => Promise<void>>
  clock: Clock
  log: Pick<Logger, 'error' | 'warn'>
  /** By the part before the key's colon. */
  handlers: Record<string, Handler>
  /** The number of keys run at once, some of them for pages only. */
  concurrency?: number
  /** Real milliseconds between looks at the clock. */
  pollMs?: number
}

export interface Runner {
  /** Looks for due keys now. */
  poke(): void
  /** Resolves when nothing is due at the clock's time and nothing is running. */
  settle(): Promise<void>
  /** Claims nothing more and waits, in real time, for running keys. False when some still run at the end. */
  stop(limitMs?: number): Promise<boolean>
  /** The number of keys being run. */
  running(): number
  /** The time at which the key that has waited longest became due, or the next one will. */
  oldestDue(): Promise<Date | null>
}

export async function startRunner(parts: RunnerParts): Promise<Runner> {
  const { db, locks, clock, log, handlers, concurrency = 16, pollMs = 500 } = parts
  const lanes = createLanes(concurrency)
  const backoff = createBackoff()
  const wakes = createWakes()
  /** Locked by another process when last tried; tried again after the next poll. */
  const refused = new Set<string>()
  let looking: Promise<void> | null = null
  let again = false
  /** True when the last look found a due key that no lane admitted. */
  let waiting = false
  let blind = false
  let stopped = false
  let changed = Promise.withResolvers<void>()

  function poke(): void {
    again = true
    looking ??= look().finally(() => {
      looking = null
      rest()
    })
  }

  /** Those who wait for quiet look again; before this there is none. */
  function rest(): void {
    if (looking === null && lanes.size() === 0 && refused.size === 0) announce()
  }

  async function look(): Promise<void> {
    while (again && !stopped) {
      again = false
      try {
        const rows = await claimable(db, clock.now(), concurrency, [...lanes.keys(), ...refused])
        blind = false
        if (stopped) return
        waiting = rows.length === concurrency
        for (const row of rows) {
          if (lanes.admits(row)) void run(row)
          else waiting = true
        }
      } catch (error) {
        // Logged once, not at each poll that finds the database still away.
        if (!blind) log.error({ err: error }, 'Could not read what is due')
        blind = true
      }
    }
  }

  async function run(row: DueRow): Promise<void> {
    const lane = lanes.enter(row)
    wakes.begin(row.key)
    let next: Date | null = null
    try {
      if (await locks.tryLock(row.key)) next = await locked(row.key, lane)
      else refused.add(row.key)
    } catch (error) {
      // The row is still due, so the next poll tries again.
      refused.add(row.key)
      log.error({ err: error }, 'Could not finish a due key')
    } finally {
      const woken = wakes.end(row.key)
      lane.leave()
      if (waiting || woken || (next !== null && next <= clock.now())) poke()
      else rest()
    }
  }

  /** Runs a key under its lock. Returns the time to look again. */
  async function locked(key: string, lane: Lane): Promise<Date | null> {
    try {
      const row = await stillDue(db, key, clock.now())
      if (!row) return null
      const next = await attempt(row, lane)
      if (!locks.held(key)) return row.due_at
      await endRun(db, key, row.seq, next)
      return next
    } finally {
      await locks.unlock(key)
    }
  }

  /** Runs the key's handler. Returns the time to look again, also when the handler fails. */
  async function attempt({ key }: DueRow, lane: Lane): Promise<Date | null> {
    const prefix = key.slice(0, key.indexOf(':'))
    try {
      const handler = handlers[prefix]
      if (!handler) throw new Error('No handler for this kind of key')
      const { next } = await handler(key, {
        turn: lane.turn,
        underWay() {
          lane.underWay()
          if (waiting) poke()
        },
        async outside(call) {
          lane.stepOut()
          if (waiting) poke()
          try {
            return await call()
          } finally {
            lane.stepIn()
          }
        },
        stillHeld: () => locks.held(key),
        woken: () => wakes.next(key),
      })
      backoff.succeeded(key)
      return next
    } catch (error) {
      const at = backoff.failed(key, clock.now())
      if (locks.held(key)) log.error({ err: error, kind: prefix, retryAt: at }, 'A due key failed')
      return at
    }
  }

  function announce(): void {
    changed.resolve()
    changed = Promise.withResolvers()
  }

  const poll = setInterval(() => {
    refused.clear()
    poke()
  }, pollMs)
  const unlisten = await parts.listen('due', (key) => {
    // A running key is looked at again when it has ended.
    if (!wakes.heard(key)) poke()
  })
  poke()

  return {
    poke,
    async settle() {
      while (!stopped) {
        const quiet = changed.promise
        const due = await claimable(db, clock.now(), 1)
        if (due.length === 0 && lanes.size() === 0) return
        poke()
        await quiet
      }
    },
    async stop(limitMs = 10_000) {
      stopped = true
      clearInterval(poll)
      await unlisten().catch(() => {})
      await looking
      const drained = await lanes.empty(limitMs)
      announce()
      return drained
    },
    running: () => lanes.size(),
    oldestDue: () => nextDueAt(db),
  }
}
