/** What is firing, in the order in which people look at it. Pure. */
import type { AlertGroup } from './alert-group.ts'

export type ListedGroup = Pick<
  AlertGroup,
  | 'number'
  | 'rule'
  | 'service'
  | 'title'
  | 'severity'
  | 'state'
  | 'firstAt'
  | 'firing'
  | 'unknown'
  | 'resolved'
  | 'incident'
  | 'acknowledgedBy'
  | 'quietUntil'
>

export interface FiringNow {
  /** The worst first; not all of them where there are very many. */
  groups: ListedGroup[]
  /** The number of groups in which something is wrong. */
  of: number
}

/** The alerts of an incident. */
export interface AlertCount {
  firing: number
  cleared: number
}

/** Groups of each service together, the service with the worst first; null for those of none. */
export function byServiceOf(groups: readonly ListedGroup[]): [service: string | null, ListedGroup[]][] {
  return [...Map.groupBy(groups, ({ service }) => service)]
}

/** A rule by which groups of alerts came, and how many of them people found not useful. */
export interface NotUseful {
  rule: string
  service: string | null
  times: number
  of: number
}
