/** Keeps track of work under way, so that stopping cuts nothing off. */
export interface InFlight {
  track<T>(work: Promise<T>): Promise<T>
  readonly size: number
  /** Resolves once nothing is under way. */
  idle(): Promise<void>
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<unknown>>()
  return {
    async track(work) {
      running.add(work)
      try {
        return await work
      } finally {
        running.delete(work)
      }
    },
    get size() {
      return running.size
    },
    async idle() {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}
