/** Changes a subject's climbs: decides under its lock, and commits the change with all its effects. */
import type { Clock } from '#clock.ts'
import type { Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import type { ClimbNews } from './apply-reactions.ts'
import { advance, type Climb, isStill, type ClimbProgress, nextClimbLook } from './climb.ts'
import { climbsOf } from './escalation-store.ts'
import { planFor, repeatOf, type Sources } from './level-lookup.ts'
import { nextRound, repeating, repeatsAt, sparing } from './repeat.ts'
import { saveClimbs } from './save-climbs-store.ts'
import { type Added, createSubjects, type Loaded, type SubjectParts } from './subject-service.ts'
import type { Pageable, Subject } from './subject.ts'

export interface ClimbingParts extends Sources, SubjectParts {
  clock: Clock
  incidents: Pick<IncidentService, 'lock' | 'record' | 'load' | 'events'>
  /** True when pages also go to an outside pager. */
  hook: boolean
  /** True when people are reached in other ways than by Slack. */
  rings?: boolean
}

/** The climbs afterwards, their news, and other events for an incident's record. */
export interface Concluded {
  climbs: readonly Climb[]
  told: readonly ClimbNews[]
  added?: readonly Added[]
}

/** A climb, and the time to look at it again; null when it is over. */
export interface Looked {
  climb: Climb
  next: Date | null
}

export type Climbing = ReturnType<typeof createClimbing>

export function createClimbing(parts: ClimbingParts) {
  const { db, clock, hook, rings = false, policy } = parts
  const subjects = createSubjects(parts)

  /** Changes every climb of a subject, advances each, and begins rounds that are due. `also` is committed with it. */
  async function change(
    subject: Subject,
    by: (climb: Climb) => ClimbProgress,
    also: (trx: Trx) => Promise<void> = async () => {},
  ): Promise<Looked[]> {
    const now = clock.now()
    return transact(db, async (trx) => {
      const locked = await subjects.lock(trx, subject)
      const before = await climbsOf(trx, locked.subject)
      const changed = before.map(by)
      const moving = changed.map(({ climb }) => climb).filter((climb) => !isStill(climb, now))
      const current = changed.map(({ climb }) => climb)
      const repeat = repeatOf(policy, locked)
      const ended = repeating({ climbs: current, incident: locked, repeat }, now)
      const again = ended.map(({ role }) => role)
      const plan = sparing(await planFor(trx, locked, moving, again, parts, now), current)
      const told: ClimbNews[] = []
      const climbs = changed.map(({ climb, news }) => {
        const after = advance(climb, plan.levels(climb), now)
        told.push(...[...news, ...after.news].map((one) => ({ role: climb.role, news: one })))
        return after.climb
      })
      for (const one of ended) {
        const fresh = nextRound(one, climbs.length + 1, plan.steps(one.role), now)
        const { climb, news } = advance(fresh, plan.levels(fresh), now)
        // A round that would ask nobody is left for later.
        if (climb.pages.length === 0) continue
        climbs.push(climb)
        told.push(...news.map((each) => ({ role: climb.role, news: each })))
      }
      await conclude(trx, locked, before, { climbs, told }, now)
      await also(trx)
      const next = nextIn(locked, climbs, now)
      return climbs.map((climb) => ({ climb, next: next(climb) }))
    })
  }

  /** The time to look at each climb again. */
  function nextIn(subject: Pageable, climbs: readonly Climb[], now: Date) {
    const standing = { climbs, incident: subject, repeat: repeatOf(policy, subject) }
    return (climb: Climb) => nextClimbLook(climb, now) ?? repeatsAt(climb, standing, now)
  }

  async function conclude(
    trx: Trx,
    subject: Loaded,
    before: readonly Climb[],
    { climbs, told, added = [] }: Concluded,
    now: Date,
  ): Promise<void> {
    const next = nextIn(subject, climbs, now)
    await saveClimbs(trx, before, climbs, {
      subject,
      defaultSeverity: policy.severities.default,
      hook: hook && !subject.drill,
      rings: rings && !subject.drill,
      now,
      next,
    })
    const news = told.map((one) => {
      const last = climbs.findLast((climb) => climb.role === one.role)
      const mayRepeat = last?.pages.some(({ status }) => status !== 'declined') ?? false
      return { ...one, again: last && mayRepeat ? next(last) : null }
    })
    await subjects.record(trx, subject, news, added, now)
  }

  return { change, conclude, lock: subjects.lock, load: subjects.load }
}
