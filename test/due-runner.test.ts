/** A key that was woken is looked at, urgent first, by one process at a time, and never lost. */
import { afterEach, expect, test, vi } from 'vitest'
import type { Database } from '#db/database.ts'
import { type KeyLocks, openKeyLocks } from '#db/key-locks.ts'
import { transact } from '#db/transact.ts'
import { claimable, nextDueAt, endRun, wake } from '#due/due-store.ts'
import { type Handler, type Runner, type RunnerParts, startRunner } from '#due/runner.ts'
import { forEachEngine } from './database.ts'

const start = new Date('2026-02-14T15:00:00Z')
const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)
const done: Handler = async () => ({ next: null })

forEachEngine('the runner', (open) => {
  let now = start
  const cleanUp: (() => PromiseLike<unknown>)[] = []
  const errors: string[] = []
  const clock = { now: () => now }
  const log: RunnerParts['log'] = {
    warn: () => {},
    error: ((_fields: object, words: string) => void errors.push(words)) as RunnerParts['log']['error'],
  }

  afterEach(async () => {
    for (const close of cleanUp.splice(0).toReversed()) await close()
    now = start
    errors.length = 0
  })

  async function database(): Promise<Database> {
    const opened = await open()
    cleanUp.push(() => opened[Symbol.asyncDispose]())
    return opened
  }

  async function runner(
    opened: Database,
    handlers: Record<string, Handler>,
    change: { locks?: KeyLocks; concurrency?: number; pollMs?: number } = {},
  ): Promise<Runner> {
    const locks = change.locks ?? openKeyLocks(opened)
    if (!change.locks) cleanUp.push(() => locks[Symbol.asyncDispose]())
    const listen: RunnerParts['listen'] = (channel, heard) => opened.listen(channel, heard)
    const parts = { db: opened.db, listen, clock, log, handlers, pollMs: 20, ...change, locks }
    const started = await startRunner(parts)
    cleanUp.push(() => started.stop(1_000))
    return started
  }

  test('a committed wake is heard, a rolled back one is not', async () => {
    const opened = await database()
    const heard: string[] = []
    const { promise, resolve } = Promise.withResolvers<void>()
    await runner(
      opened,
      {
        incident: async (key) => {
          heard.push(key)
          resolve()
          return { next: null }
        },
      },
      { pollMs: 60_000 },
    )
    await transact(opened.db, async (trx) => {
      await wake(trx, 'incident:1', { at: start, urgency: 1 })
      throw new Error('rolled back')
    }).catch(() => {})
    await transact(opened.db, (trx) => wake(trx, 'incident:2', { at: start, urgency: 1 }))
    await promise
    expect(heard).toEqual(['incident:2'])
  })

  test('a run hears that its key was woken, and of no other', async () => {
    const opened = await database()
    const began = Promise.withResolvers<void>()
    const heard: string[] = []
    const due = await runner(opened, {
      incident: async (key, { woken }) => {
        if (heard.length > 0) return { next: null }
        const again = woken().then(() => heard.push(key))
        began.resolve()
        await again
        return { next: null }
      },
      page: async (key) => {
        heard.push(key)
        return { next: null }
      },
    })
    await wake(opened.db, 'incident:1', { at: start, urgency: 1 })
    await began.promise
    await wake(opened.db, 'page:1', { at: start, urgency: 0 })
    await vi.waitFor(() => expect(heard).toEqual(['page:1']), 120_000)
    await wake(opened.db, 'incident:1', { at: start, urgency: 1 })
    await due.settle()
    expect(heard).toEqual(['page:1', 'incident:1'])
  })

  test('without a poll, what was woken meanwhile and what is due again runs again at once', async () => {
    const opened = await database()
    const ran: string[] = []
    const all = Promise.withResolvers<void>()
    const isFirst = (key: string) => {
      if (ran.push(key) === 4) all.resolve()
      return ran.filter((one) => one === key).length === 1
    }
    await runner(
      opened,
      {
        incident: async (key, { woken }) => {
          if (!isFirst(key)) return { next: null }
          const again = woken()
          await wake(opened.db, key, { at: start, urgency: 1 })
          await again
          return { next: null }
        },
        page: async (key) => ({ next: isFirst(key) ? now : null }),
      },
      { pollMs: 60_000 },
    )
    await wake(opened.db, 'page:1', { at: start, urgency: 0 })
    await wake(opened.db, 'incident:1', { at: start, urgency: 1 })
    await all.promise
    expect(ran.toSorted()).toEqual(['incident:1', 'incident:1', 'page:1', 'page:1'])
  })

  test('without a poll, what found no place runs once there is one', async () => {
    const opened = await database()
    const rooms = Array.from({ length: 10 }, (_, n) => `incident:${n}`)
    for (const key of rooms) await wake(opened.db, key, { at: start, urgency: 1 })
    const ran: string[] = []
    const all = Promise.withResolvers<void>()
    const incident: Handler = async (key) => {
      if (ran.push(key) === rooms.length) all.resolve()
      return { next: null }
    }
    await runner(opened, { incident }, { concurrency: 4, pollMs: 60_000 })
    await all.promise
    expect(ran.toSorted()).toEqual(rooms)
  })

  test('a timer runs when the clock has reached it, and again at the time it answers', async () => {
    const opened = await database()
    const ran: Date[] = []
    const due = await runner(opened, {
      page: async () => {
        ran.push(now)
        return { next: ran.length < 3 ? new Date(now.getTime() + 60_000) : null }
      },
    })
    await wake(opened.db, 'page:1', { at: after(60), urgency: 0 })
    for (const minute of [0, 1, 2, 3, 4]) {
      now = after(minute * 60)
      await due.settle()
    }
    expect(ran).toEqual([after(60), after(120), after(180)])
    expect(await due.oldestDue()).toBeNull()
  })

  test('woken while it runs, a key is run again', async () => {
    const opened = await database()
    let runs = 0
    const due = await runner(opened, {
      incident: async (key) => {
        if (++runs === 1) await wake(opened.db, key, { at: now, urgency: 1 })
        return { next: null }
      },
    })
    await wake(opened.db, 'incident:1', { at: start, urgency: 1 })
    await due.settle()
    expect(runs).toBe(2)
  })

  test('a failing key is tried again after 1 s, 2 s, 4 s, and others go on', async () => {
    const opened = await database()
    const tried: Date[] = []
    let others = 0
    const due = await runner(opened, {
      bad: async () => {
        tried.push(now)
        if (tried.length < 4) throw new Error('no')
        return { next: null }
      },
      good: async () => ({ next: (others++, null) }),
    })
    await wake(opened.db, 'bad:1', { at: start, urgency: 0 })
    await wake(opened.db, 'good:1', { at: start, urgency: 1 })
    for (let second = 0; second < 10; second++) {
      now = after(second)
      await due.settle()
    }
    expect(tried).toEqual([after(0), after(1), after(3), after(7)])
    expect(others).toBe(1)
    expect(errors).toEqual(['A due key failed', 'A due key failed', 'A due key failed'])
  })

  test('a room gets ready beside a page, and its first call leaves after it', async () => {
    const opened = await database()
    const order: string[] = []
    const ready = Promise.withResolvers<void>()
    const leave = Promise.withResolvers<void>()
    const end = Promise.withResolvers<void>()
    await wake(opened.db, 'incident:1', { at: start, urgency: 1 })
    await wake(opened.db, 'page:1', { at: after(1), urgency: 0 })
    now = after(1)
    const due = await runner(opened, {
      page: async (_key, { underWay }) => {
        await leave.promise
        order.push('page left')
        underWay()
        await end.promise
        return { next: null }
      },
      incident: async (_key, { turn, underWay }) => {
        order.push('room ready')
        ready.resolve()
        await turn()
        order.push('room left')
        underWay()
        // From here on nothing holds it.
        await turn()
        end.resolve()
        return { next: null }
      },
    })
    await ready.promise
    // Time enough for the room's call to leave, if nothing held it.
    for (let turn = 0; turn < 20; turn++) await nextDueAt(opened.db)
    leave.resolve()
    await due.settle()
    expect(order).toEqual(['room ready', 'page left', 'room left'])
  })

  test('a run that waits for another system leaves its place to others', async () => {
    const opened = await database()
    const order: string[] = []
    const answer = Promise.withResolvers<void>()
    for (const n of [1, 2, 3, 4, 5]) await wake(opened.db, `slow:${n}`, { at: start, urgency: 0 })
    await wake(opened.db, 'quick:1', { at: after(1), urgency: 0 })
    now = after(1)
    const due = await runner(
      opened,
      {
        slow: async (_key, { outside }) => {
          await outside(() => answer.promise)
          order.push('slow')
          return { next: null }
        },
        quick: async () => {
          order.push('quick')
          answer.resolve()
          return { next: null }
        },
      },
      { concurrency: 2 },
    )
    await due.settle()
    expect(order).toEqual(['quick', ...Array<string>(5).fill('slow')])
  })

  test('paperwork begins only once the room is on its way', async () => {
    const opened = await database()
    const order: string[] = []
    const leave = Promise.withResolvers<void>()
    const end = Promise.withResolvers<void>()
    await wake(opened.db, 'similar:1', { at: start, urgency: 3 })
    await wake(opened.db, 'incident:1', { at: after(1), urgency: 1 })
    now = after(1)
    const due = await runner(opened, {
      incident: async (_key, { underWay }) => {
        await leave.promise
        order.push('room left')
        underWay()
        await end.promise
        return { next: null }
      },
      similar: async () => {
        order.push('paperwork')
        end.resolve()
        return { next: null }
      },
    })
    // Time enough for the paperwork to begin, if nothing held it.
    for (let turn = 0; turn < 20; turn++) await nextDueAt(opened.db)
    leave.resolve()
    await due.settle()
    expect(order).toEqual(['room left', 'paperwork'])
  })

  test('a flood of rooms leaves places for pages', async () => {
    const opened = await database()
    const gate = Promise.withResolvers<void>()
    const paged = Promise.withResolvers<void>()
    const full = Promise.withResolvers<void>()
    let rooms = 0
    for (let n = 0; n < 20; n++) await wake(opened.db, `incident:${n}`, { at: start, urgency: 1 })
    const due = await runner(
      opened,
      {
        incident: async () => {
          if (++rooms === 3) full.resolve()
          await gate.promise
          return { next: null }
        },
        page: async () => {
          paged.resolve()
          return { next: null }
        },
      },
      { concurrency: 4 },
    )
    await full.promise
    await wake(opened.db, 'page:1', { at: start, urgency: 0 })
    await paged.promise
    expect(rooms).toBe(3)
    gate.resolve()
    await due.settle()
    expect([rooms, due.running()]).toEqual([20, 0])
  })

  test('a key locked elsewhere waits for the next poll; two runners run it once', async () => {
    const opened = await database()
    const locks = openKeyLocks(opened)
    cleanUp.push(() => locks[Symbol.asyncDispose]())
    await locks.tryLock('incident:1')
    let runs = 0
    const handlers = { incident: async () => ({ next: (runs++, null) }) }
    await wake(opened.db, 'incident:1', { at: start, urgency: 1 })
    const first = await runner(opened, handlers, { locks })
    const second = await runner(opened, handlers, { locks })
    const quiet = Promise.all([first.settle(), second.settle()])
    expect(runs).toBe(0)
    await locks.unlock('incident:1')
    await quiet
    expect(runs).toBe(1)
  })

  test('a run whose lock was lost settles nothing', async () => {
    const opened = await database()
    const locks = openKeyLocks(opened)
    cleanUp.push(() => locks[Symbol.asyncDispose]())
    let held: boolean | undefined
    let runs = 0
    const due = await runner(
      opened,
      {
        incident: async (key, { stillHeld }) => {
          if (++runs === 1) {
            await locks.unlock(key)
            held = stillHeld()
          }
          return { next: null }
        },
      },
      { locks },
    )
    await wake(opened.db, 'incident:1', { at: start, urgency: 1 })
    await due.settle()
    expect([held, runs]).toEqual([false, 2])
  })

  test('stopping waits for what is running and takes nothing new', async () => {
    const opened = await database()
    const started = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const due = await runner(opened, {
      incident: async () => {
        started.resolve()
        await gate.promise
        return { next: null }
      },
    })
    await wake(opened.db, 'incident:1', { at: start, urgency: 1 })
    await started.promise
    expect(await due.stop(1)).toBe(false)
    const stopping = due.stop(5_000)
    gate.resolve()
    expect(await stopping).toBe(true)
    await wake(opened.db, 'incident:2', { at: start, urgency: 1 })
    due.poke()
    expect((await claimable(opened.db, now, 10)).map((row) => row.key)).toEqual(['incident:2'])
  })

  test('a key of an unknown kind is kept for a version that knows it', async () => {
    const opened = await database()
    const due = await runner(opened, { incident: done })
    await wake(opened.db, 'novelty:1', { at: start, urgency: 1 })
    await due.settle()
    expect(await nextDueAt(opened.db)).toEqual(after(1))
  })

  test('a key that another process has just finished is left alone', async () => {
    const opened = await database()
    const locks = openKeyLocks(opened)
    cleanUp.push(() => locks[Symbol.asyncDispose]())
    const tryLock = locks.tryLock.bind(locks)
    locks.tryLock = async (key) => {
      await endRun(opened.db, key, 1, null)
      return await tryLock(key)
    }
    let runs = 0
    await wake(opened.db, 'incident:1', { at: start, urgency: 1 })
    const due = await runner(opened, { incident: async () => ({ next: (runs++, null) }) }, { locks })
    await due.settle()
    expect(runs).toBe(0)
  })
})
