/** Decides what follows from a group of alerts at this moment. Pure: the same group gives the same step, however often it is asked. */
import type { AlertGroup } from './alert-group.ts'

/** Milliseconds for which a page that was taken back is not sent again, so that what comes and goes does not ring each time. */
export const restsFor = 300_000

/** New alerts of one route within a minute, from which one page stands for all. */
export const stormFrom = 20

export interface GroupSituation {
  group: Pick<AlertGroup, 'number' | 'rule' | 'state' | 'incident' | 'acknowledgedBy'>
  /** Its own alerts, and those of the groups that its page stands for. */
  isOver: boolean
  /** How its latest ladder stands; null where it has none. */
  climb: 'climbing' | 'answered' | 'exhausted' | 'cancelled' | null
  takenBackAt: Date | null
  /** The end of a time in which it pages nobody; null where there is none now. */
  quietUntil: Date | null
  /** An open incident that it belongs to. */
  joins: number | null
  /** The group whose page stands for this one in a storm. */
  storm: number | null
}

export type GroupStep =
  | { do: 'nothing'; next: Date | null }
  | { do: 'page' | 'take back' | 'call off' | 'declare' }
  | { do: 'join'; incident: number }
  | { do: 'follow'; group: number }

export function groupStep(situation: GroupSituation, now: Date): GroupStep {
  const { group, climb, isOver, quietUntil, joins, storm, takenBackAt } = situation
  const isAsking = climb === 'climbing'
  const stay = (next: Date | null = null): GroupStep => ({ do: 'nothing', next })
  if (group.incident !== null) return isAsking ? { do: 'call off' } : stay()
  if (isOver) return isAsking ? { do: 'take back' } : stay()
  if (group.rule.do !== 'page' && group.rule.do !== 'declare') return stay()
  if (quietUntil !== null && quietUntil > now) return isAsking ? { do: 'call off' } : stay(quietUntil)
  // What is not known is not fine, but nobody is woken by silence alone.
  if (group.state === 'unknown') return stay()
  if (joins !== null) return { do: 'join', incident: joins }
  if (group.rule.do === 'declare') return { do: 'declare' }
  if (group.acknowledgedBy !== null || (climb !== null && climb !== 'cancelled')) return stay()
  if (storm !== null) return { do: 'follow', group: storm }
  const again = takenBackAt === null ? null : new Date(+takenBackAt + restsFor)
  return again !== null && again > now ? stay(again) : { do: 'page' }
}
