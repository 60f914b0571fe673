/** Changes an incident's climbs: decides under the incident's lock, and commits the change with all its effects. */
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import type { Incident, IncidentEvent, UserId } from '#incidents/incident.ts'
import type { ClimbNews } from './apply-reactions.ts'
import { advance, type Climb, isStill, type ClimbProgress } from './climb.ts'
import { climbsOf } from './escalation-store.ts'
import { eventOf } from './incident-events.ts'
import { planFor, type Sources } from './level-lookup.ts'
import { saveClimbs } from './save-climbs-store.ts'

export interface Added {
  actor: UserId | null
  event: IncidentEvent
}

export interface ClimbingParts extends Sources {
  db: Db
  clock: Clock
  incidents: Pick<IncidentService, 'lock' | 'record' | 'load'>
  /** True when pages also go to an outside pager. */
  hook: boolean
}

/** The climbs afterwards, their news, and other events for the incident's record. */
export interface Concluded {
  climbs: readonly Climb[]
  told: readonly ClimbNews[]
  added?: readonly Added[]
}

export type Climbing = ReturnType<typeof createClimbing>

export function createClimbing(parts: ClimbingParts) {
  const { db, clock, incidents, hook, policy } = parts

  /** Changes every climb of an incident, then advances each. */
  async function change(number: number, by: (climb: Climb) => ClimbProgress): Promise<Climb[]> {
    const now = clock.now()
    return transact(db, async (trx) => {
      const incident = await incidents.lock(trx, number)
      const before = await climbsOf(trx, number)
      const changed = before.map(by)
      const moving = changed.map(({ climb }) => climb).filter((climb) => !isStill(climb, now))
      const plan = await planFor(trx, incident, moving, [], parts, now)
      const told: ClimbNews[] = []
      const climbs = changed.map(({ climb, news }) => {
        const after = advance(climb, plan.levels(climb), now)
        told.push(...[...news, ...after.news].map((one) => ({ role: climb.role, news: one })))
        return after.climb
      })
      await conclude(trx, incident, before, { climbs, told }, now)
      return climbs
    })
  }

  async function conclude(
    trx: Trx,
    incident: Incident,
    before: readonly Climb[],
    { climbs, told, added = [] }: Concluded,
    now: Date,
  ): Promise<void> {
    await saveClimbs(trx, before, climbs, {
      incident,
      defaultSeverity: policy.severities.default,
      hook: hook && !incident.drill,
      now,
    })
    const all = [...told.map(eventOf), ...added]
    if (all.length > 0) await incidents.record(trx, incident, all, now)
  }

  return { change, conclude }
}
