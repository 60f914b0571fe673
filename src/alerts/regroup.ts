/** Puts episodes into groups: which are together, and the group they are from now on. */
import type { AlertState } from './alert-group.ts'
import { clustersOf } from './cluster.ts'
import type { Episode } from './episode.ts'
import type { Placement } from './placement.ts'

export interface PlacedEpisode extends Episode {
  alert: string
  state: AlertState
  placement: Placement
  /** The group it is in; null for one that is new, or comes from another route. */
  group: number | null
}

export interface Regrouped {
  /** All groups of these episodes, with those that are new. */
  groups: { number: number; isNew: boolean; members: PlacedEpisode[] }[]
  /** Groups that became part of another, by their number. */
  merged: Map<number, number>
}

/** `episodes`: all of every group that may change. `next`: the number of the next new group. */
export function regroup(episodes: readonly PlacedEpisode[], next: number): Regrouped {
  const groups: Regrouped['groups'] = []
  const merged = new Map<number, number>()
  for (const members of Map.groupBy(episodes, ({ placement }) => placement.bucket).values()) {
    const timed = members.map((episode) => ({
      episode,
      from: +episode.startsAt,
      to: +episode.lastAt,
      group: episode.group,
    }))
    for (const cluster of clustersOf(timed, members[0]?.placement.rule.window ?? 0)) {
      const isNew = cluster.number === null
      const number = cluster.number ?? next++
      for (const one of cluster.absorbed) merged.set(one, number)
      groups.push({ number, isNew, members: cluster.members.map(({ episode }) => episode) })
    }
  }
  return { groups, merged }
}
