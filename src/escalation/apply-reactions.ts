/** Starts, moves on and stops climbs after a change of the incident. Pure. */
import { Refusal } from '#errors.ts'
import type { Callee } from '#incidents/incident.ts'
import {
  advance,
  answered,
  begin,
  type Climb,
  cancelled,
  type LadderPlan,
  type News,
  type ClimbProgress,
  reopened,
} from './climb.ts'
import { isWaitedFor } from './page.ts'
import type { Reaction } from './reaction.ts'
import { nextRound } from './repeat.ts'
import type { Subject } from './subject.ts'

export interface ClimbNews {
  role: Callee
  news: News
}

/** All climbs of the subject afterwards, and the news. Throws a Refusal when people ask for a climb that is under way. */
export function applyReactions(
  todo: readonly Reaction[],
  subject: Subject,
  before: readonly Climb[],
  plan: LadderPlan,
  now: Date,
): { climbs: Climb[]; told: ClimbNews[] } {
  const told: ClimbNews[] = []
  const keep = ({ climb, news }: ClimbProgress): Climb => {
    told.push(...news.map((one) => ({ role: climb.role, news: one })))
    return climb
  }
  const climbs = todo.reduce<Climb[]>(
    (all, reaction) => {
      switch (reaction.do) {
        case 'cancel all':
          return all.map((climb) => cancelled(climb, now))
        case 'cancel automatic im':
          return all.map((climb) =>
            climb.role === 'im' && climb.startedBy === null ? cancelled(climb, now) : climb,
          )
        case 'ask again': {
          const { climb: ended } = reaction
          const opened = reopened(ended, plan.levels(ended))
          // People whom only this severity calls do not wait for the levels before them.
          const level = opened === ended ? 0 : opened.level + 1
          const fresh = nextRound(ended, all.length + 1, plan.steps(ended.role), now, level)
          const asked = advance(fresh, plan.levels(fresh), now)
          return asked.climb.state === 'climbing' ? [...all, keep(asked)] : all
        }
        case 'look again':
          return all.map((climb) => {
            const isLast = all.findLast((one) => one.role === climb.role) === climb
            const levels = plan.levels(climb)
            return keep(advance(isLast ? reopened(climb, levels) : climb, levels, now))
          })
        case 'answer':
          return all.map((climb) =>
            climb.role === reaction.role ? keep(answered(climb, reaction.by, now)) : climb,
          )
        case 'start': {
          const underWay = all.find((climb) => climb.role === reaction.role && climb.state === 'climbing')
          if (underWay && !mayReplace(underWay, reaction)) return all
          const level = reaction.level ?? (underWay ? underWay.level + 1 : 0)
          const fresh = begin(subject, all.length + 1, { ...reaction, level }, plan.steps(reaction.role), now)
          const others = all.map((climb) => (climb === underWay ? cancelled(climb, now) : climb))
          return [...others, keep(advance(fresh, plan.levels(fresh), now))]
        }
      }
    },
    [...before],
  )
  return { climbs, told }
}

/** A chosen level, or a person who will not wait for the morning, replaces a climb under way. */
function mayReplace(climb: Climb, start: Extract<Reaction, { do: 'start' }>): boolean {
  if (start.by === null) return false
  const waiting = climb.pages.filter(isWaitedFor)
  if (start.level !== null || waiting.length === 0) return true
  const who = waiting.map((page) => `<@${page.user}>`).join(', ')
  throw new Refusal(`${who} is being asked already. To go on at once, choose a later level.`)
}
