/** Long work in slices: what waits meanwhile, such as a page or an answer, goes on in between. */
import { setImmediate } from 'node:timers/promises'

/** Paces work in a process that has other things to do. */
export interface Pace {
  /** Milliseconds, from any moment on. */
  meter: () => number
  /** Resolves once everything that waited has had its turn. */
  breath: () => Promise<unknown>
}

export const steadily: Pace = { meter: () => performance.now(), breath: () => setImmediate() }

/** Milliseconds of work without a breath: nobody notices that their answer waited for it. */
const slice = 10

/**
 * Each in order, until `budget` milliseconds of work are used up, breaths not counted: the answers are then fewer. One
 * step is never interrupted, so it must be short whatever it is given.
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
