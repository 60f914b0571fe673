/** Tells a run that its key was woken while it runs, so that it need not end first to see what changed. */
export interface Wakes {
  /** Resolves at the next wake of `key`. */
  next(key: string): Promise<void>
  /** An empty key stands for all: some wakes may have been missed. */
  heard(key: string): void
  forget(key: string): void
}

export function createWakes(): Wakes {
  const waiting = new Map<string, PromiseWithResolvers<void>>()

  function tell(key: string): void {
    waiting.get(key)?.resolve()
    waiting.delete(key)
  }

  return {
    next(key) {
      const known = waiting.get(key) ?? Promise.withResolvers<void>()
      waiting.set(key, known)
      return known.promise
    },
    heard(key) {
      for (const one of key === '' ? [...waiting.keys()] : [key]) tell(one)
    },
    forget: (key) => void waiting.delete(key),
  }
}
