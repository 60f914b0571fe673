/** A clock that can be moved forward. */
export interface MovableClock {
  now(): Date
  moveTo(instant: Date): void
}

/** Tells a walk through time where to stop. */
export interface Wayside {
  /** The next instant at which something is due; null when nothing is. */
  next(): Promise<Date | null>
  /** Resolves when everything that is due has been done. */
  settle(): Promise<void>
}

/** Moves the clock to `target` through every instant at which something is due, in order, never sleeping. */
export async function walk(clock: MovableClock, target: Date, wayside: Wayside): Promise<void> {
  await wayside.settle()
  for (;;) {
    const next = await wayside.next()
    if (next === null || next >= target) break
    // Moves on by at least 1 ms, so that a row that stays due cannot hold time back.
    clock.moveTo(new Date(Math.max(next.getTime(), clock.now().getTime() + 1)))
    await wayside.settle()
  }
  clock.moveTo(target)
  await wayside.settle()
}
