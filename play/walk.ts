/** A clock that can be moved forward. */
export interface MovableClock {
  now(): Date
  moveTo(instant: Date): void
}

/** The events that a walk through time stops for. */
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
    // A key that stays due although it was looked at must not hold time back.
    clock.moveTo(new Date(Math.max(next.getTime(), clock.now().getTime() + 1)))
    await wayside.settle()
  }
  clock.moveTo(target)
  await wayside.settle()
}
