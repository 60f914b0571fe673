/** Runs `work` for each, at most `lanes` at a time; the results are in the order of `all`. */
export async function inLanes<T, R>(
  lanes: number,
  all: readonly T[],
  work: (each: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const rest = all.entries()
  const lane = async () => {
    for (const [index, each] of rest) results[index] = await work(each, index)
  }
  await Promise.all(Array.from({ length: Math.min(lanes, all.length) }, lane))
  return results
}
