/** Notes which running keys were woken meanwhile, so that a run need not end first to see what changed. */
export interface Wakes {
  begin(key: string): void
  /** Resolves at the next wake of `key`, which is being run. */
  next(key: string): Promise<void>
  /** Takes in a wake; false when no run can see it. An empty key wakes all, since some wakes may have been missed. */
  heard(key: string): boolean
  /** Ends a run. True when its key was woken during the run. */
  end(key: string): boolean
}

interface Run {
  woken: boolean
  next: PromiseWithResolvers<void>
}

export function createWakes(): Wakes {
  const runs = new Map<string, Run>()

  function tell(run: Run): void {
    run.next.resolve()
    run.woken = true
    run.next = Promise.withResolvers()
  }

  return {
    begin: (key) => void runs.set(key, { woken: false, next: Promise.withResolvers() }),
    next: async (key) => runs.get(key)?.next.promise,
    heard(key) {
      const run = runs.get(key)
      if (run) tell(run)
      if (key === '') runs.values().forEach(tell)
      return run !== undefined
    },
    end(key) {
      const woken = runs.get(key)?.woken ?? false
      runs.delete(key)
      return woken
    },
  }
}
