/** A ladder: who is asked, level by level, and how long each is given. */
import type { Severity, UserId } from '#incidents/incident.ts'

/** The people a level means, in the policy's terms. A list names people. */
export type Target =
  | 'geoc'
  | 'second'
  | 'next-geoc'
  | 'im'
  | 'sem'
  | 'next-sem'
  | 'manager'
  | 'rota'
  | readonly UserId[]

export interface Step {
  page: Target
  /** Milliseconds to answer before the next level is asked. */
  wait: number
  /** Only for incidents of these severities; null means all. */
  severities: readonly Severity[] | null
}

/** Somebody a level could ask. */
export interface Candidate {
  user: UserId
  why: string
  /** The time they wake, when it is night there and this incident can wait. */
  asleepUntil: Date | null
  /** Do Not Disturb is known to be on. */
  silenced: boolean
}

/** A step with the people it means at this moment. */
export interface Level {
  /** The name people use for it: "next GEOC". */
  name: string
  wait: number
  /** True when the step is meant for an incident of this severity. */
  applies: boolean
  /** All candidates are asked, or only the first one not asked yet. */
  take: 'one' | 'all'
  /** True while Slack has not been asked about one of the level's people. */
  awaited: boolean
  /** True where the rota it means has nobody at this time, as planned. */
  quiet?: boolean
  /** In the order they would be asked; people who have left are not among them. */
  candidates: readonly Candidate[]
}

export type RoleNames = Record<'geoc' | 'im' | 'sem', string>

/** The name of a level, for people. */
export function levelName(target: Target, names: RoleNames): string {
  switch (target) {
    case 'geoc':
    case 'im':
    case 'sem':
      return names[target]
    case 'next-geoc':
      return `next ${names.geoc}`
    case 'next-sem':
      return `next ${names.sem}`
    case 'manager':
      return 'manager'
    case 'rota':
      return 'everyone in the rota'
    case 'second':
      return 'second on call'
    default:
      return 'named people'
  }
}

/** People a level would page now, leaving out those this climb has already paged. */
export function peopleToAsk(level: Level, asked: ReadonlySet<UserId>): Candidate[] {
  const fresh = level.candidates.filter(({ user }, i, all) => {
    return !asked.has(user) && all.findIndex((one) => one.user === user) === i
  })
  return level.take === 'one' ? fresh.slice(0, 1) : fresh
}
