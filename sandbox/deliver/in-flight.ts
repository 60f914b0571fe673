/** Counts work under way, so that `settled()` can wait until there is none. */
export interface InFlight {
  track<T>(work: Promise<T>): Promise<T>
  settled(): Promise<void>
}

/** A bot acknowledges first and calls after; quiet for this long counts as having nothing more to say. */
const QUIET_MS = 30

export function makeInFlight(): InFlight {
  const running = new Set<Promise<unknown>>()
  let started = 0
  return {
    track(work) {
      started += 1
      const quiet = work.then(
        () => undefined,
        () => undefined,
      )
      running.add(quiet)
      void quiet.then(() => running.delete(quiet))
      return work
    },
    async settled() {
      for (;;) {
        await Promise.all(running)
        const before = started
        await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
        if (running.size === 0 && started === before) return
      }
    },
  }
}
