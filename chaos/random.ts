/** Mulberry32: the same seed, the same numbers between 0 and 1. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** `count` of `all`, in their order. */
export function sample<T>(next: () => number, all: readonly T[], count: number): T[] {
  const chosen = all
    .map((each, index) => ({ each, index, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, count)
  return chosen.toSorted((a, b) => a.index - b.index).map(({ each }) => each)
}
