/** Long work in slices: pages, answers and other waiting work run in between. */
import { setImmediate } from 'node:timers/promises'

/** Paces work in a process that has other things to do. */
export interface Pace {
  /** A running count of milliseconds; only differences matter. */
  meter: () => number
  /** Resolves once all waiting work has had its turn. */
  breath: () => Promise<unknown>
}

export const steadily: Pace = { meter: () => performance.now(), breath: () => setImmediate() }

/** Milliseconds of work without a breath: too few to delay an answer noticeably. */
const slice = 10

/**
 * Runs `step` on each in order, and stops early once `budget` milliseconds of work are used up; breaths do not count.
 * A step is never interrupted, so it must be short for every input.
 */
export async function inSlices<In, Out>(
  all: Iterable<In>,
  step: (one: In) => Out,
  { pace: { meter, breath }, budget }: { pace: Pace; budget: number },
): Promise<Out[]> {
  const done: Out[] = []
  let before = 0
  let began = meter()
  for (const one of all) {
    if (before + meter() - began >= budget) break
    done.push(step(one))
    if (meter() - began < slice) continue
    before += meter() - began
    await breath()
    began = meter()
  }
  return done
}
