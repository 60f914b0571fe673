/** Groups of episodes: those of one route with the same labels, each within the window of another. */

export interface Clustered {
  /** Milliseconds since 1970: the first and the last time it was said to fire. */
  from: number
  to: number
  /** The group it is in already. */
  group: number | null
}

export interface Cluster<T extends Clustered> {
  /** Null for a group that is new. */
  number: number | null
  members: T[]
  /** Groups that became part of this one. */
  absorbed: number[]
}

/**
 * The groups these episodes make, the earliest first: one joins another when no more than `window` milliseconds lie
 * between them. It depends on the episodes alone, so that in any order of arrival the same are together. A number stays
 * with the earliest episodes that have it.
 */
export function clustersOf<T extends Clustered>(episodes: readonly T[], window: number): Cluster<T>[] {
  const runs: T[][] = []
  let reach = Number.NEGATIVE_INFINITY
  for (const one of episodes.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = runs.at(-1)
    if (last === undefined || one.from - reach > window) runs.push([one])
    else last.push(one)
    reach = Math.max(reach, one.to)
  }
  const taken = new Set<number>()
  return runs.map((members) => {
    const free = new Set(members.flatMap(({ group }) => (group === null || taken.has(group) ? [] : [group])))
    const [number = null, ...absorbed] = [...free].toSorted((a, b) => a - b)
    for (const one of free) taken.add(one)
    return { number, members, absorbed }
  })
}
