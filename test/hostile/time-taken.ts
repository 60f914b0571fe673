/** Measures work in times of other work in the same run, so that the machine does not matter. */

/** CPU milliseconds of this thread; they stand still while the machine does something else. The resolution is a few milliseconds. */
export function worked(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/**
 * Milliseconds of one run: of the fastest by the clock, or on average by the processor's own count, whichever says less. Other
 * work of the machine makes a run only slower by either.
 */
export function fastest(work: () => unknown, runs: number): number {
  let best = Infinity
  const before = worked()
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now()
    work()
    best = Math.min(best, performance.now() - began)
  }
  // The count moves in steps, so it says nothing of a single run.
  return runs === 1 ? best : Math.min(best, (worked() - before) / runs)
}

/** The work that takes about 10 ms on the machine the promises were made on. */
function tenMilliseconds(): number {
  const text = 'it was all back again, they said so at nine. '.repeat(1_500)
  return (text.match(/\b(is|was|are)\b.{0,40}\b(gone|fixed)\b/g) ?? []).length
}

/** 1 there, 2 on a machine half as fast. Never less than 1. */
export function slowness(): number {
  return Math.max(1, fastest(tenMilliseconds, 5) / 10)
}

/** The growth allowed for a text that is four times as long: four times, and as much again for other work. */
const mostGrowth = 8

/** Milliseconds that a text of 40 kB may take; below the second, growth cannot be told from noise. */
const [most, negligible] = [50, 10]

export const [short, long] = [10_000, 40_000]

/** Explains in which way this is too slow for such texts; null when it is not. */
export function tooSlow(
  read: (text: string) => unknown,
  textOf: (length: number) => string,
  slow: number,
): string | null {
  // Grows to 40 kB in steps, so that a far too slow reader is found soon.
  for (const length of [600, 2_500, short, long]) {
    const text = textOf(length)
    let took = fastest(() => read(text), 1)
    if (took > (length === long ? negligible : most) * slow) {
      took = Math.min(
        took,
        fastest(() => read(text), 12),
      )
      // The machine may have more to do than when it was measured.
      slow = Math.max(slow, slowness())
    }
    if (took > most * slow) return `${Math.round(took)} ms for ${length} characters`
    if (length < long || took <= negligible * slow) continue
    const before = fastest(() => read(textOf(short)), 12)
    if (took > before * mostGrowth + negligible * slow)
      return `${took.toFixed(1)} ms for ${long} characters, ${before.toFixed(1)} for ${short}`
  }
  return null
}
