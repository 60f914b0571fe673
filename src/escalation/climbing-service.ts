/** Changes an incident's climbs: decides under the incident's lock, and commits the change with all its effects. */
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import type { Incident, IncidentEvent, UserId } from '#incidents/incident.ts'
import type { ClimbNews } from './apply-reactions.ts'
import { advance, type Climb, isStill, type ClimbProgress, nextClimbLook } from './climb.ts'
import { climbsOf } from './escalation-store.ts'
import { eventOf } from './incident-events.ts'
import { planFor, repeatOf, type Sources } from './level-lookup.ts'
import { nextRound, repeating, repeatsAt, sparing } from './repeat.ts'
import { saveClimbs } from './save-climbs-store.ts'

export interface Added {
  actor: UserId | null
  event: IncidentEvent
}

export interface ClimbingParts extends Sources {
  db: Db
  clock: Clock
  incidents: Pick<IncidentService, 'lock' | 'record' | 'load' | 'events'>
  /** True when pages also go to an outside pager. */
  hook: boolean
  /** True when people are reached in other ways than by Slack. */
  rings?: boolean
}

/** The climbs afterwards, their news, and other events for the incident's record. */
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
  const { db, clock, incidents, hook, rings = false, policy } = parts

  /** Changes every climb of an incident, advances each, and begins rounds that are due. `also` is committed with it. */
  async function change(
    number: number,
    by: (climb: Climb) => ClimbProgress,
    also: (trx: Trx) => Promise<void> = async () => {},
  ): Promise<Looked[]> {
    const now = clock.now()
    return transact(db, async (trx) => {
      const incident = await incidents.lock(trx, number)
      const before = await climbsOf(trx, number)
      const changed = before.map(by)
      const moving = changed.map(({ climb }) => climb).filter((climb) => !isStill(climb, now))
      const current = changed.map(({ climb }) => climb)
      const ended = repeating({ climbs: current, incident, repeat: repeatOf(policy, incident) }, now)
      const again = ended.map(({ role }) => role)
      const plan = sparing(await planFor(trx, incident, moving, again, parts, now), current)
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
      await conclude(trx, incident, before, { climbs, told }, now)
      await also(trx)
      const next = nextIn(incident, climbs, now)
      return climbs.map((climb) => ({ climb, next: next(climb) }))
    })
  }

  /** The time to look at each climb again. */
  function nextIn(incident: Incident, climbs: readonly Climb[], now: Date) {
    const standing = { climbs, incident, repeat: repeatOf(policy, incident) }
    return (climb: Climb) => nextClimbLook(climb, now) ?? repeatsAt(climb, standing, now)
  }

  async function conclude(
    trx: Trx,
    incident: Incident,
    before: readonly Climb[],
    { climbs, told, added = [] }: Concluded,
    now: Date,
  ): Promise<void> {
    const next = nextIn(incident, climbs, now)
    await saveClimbs(trx, before, climbs, {
      incident,
      defaultSeverity: policy.severities.default,
      hook: hook && !incident.drill,
      rings: rings && !incident.drill,
      now,
      next,
    })
    const events = told.map(({ role, news }) => {
      const last = climbs.findLast((climb) => climb.role === role)
      return eventOf(
        { role, news },
        last?.pages.some(({ status }) => status !== 'declined') ? next(last) : null,
      )
    })
    const all = [...events, ...added]
    if (all.length > 0) await incidents.record(trx, incident, all, now)
  }

  return { change, conclude }
}
