/** Begins a ladder again that ended without an answer: after a pause, a few times, each as loud as the first, and when it becomes more severe. Pure. */
import { type Incident, isRole, type Recorded, type Severity, type UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import { begin, type Climb, type LadderPlan } from './climb.ts'
import type { Step } from './ladder.ts'

/** The policy's rule for an incident of this severity. */
export interface Repeat {
  /** Milliseconds between the end of one round and the next. */
  after: number
  /** The number of rounds after the first one. */
  times: number
}

/** Everything that decides if a ladder begins again. */
export interface Standing {
  climbs: readonly Climb[]
  incident: Pick<Incident, 'status' | 'roles'>
  repeat: Repeat | null
}

/** The time of the climb's next round, or of the next look for somebody to ask; null when none is to come. */
export function repeatsAt(climb: Climb, { repeat, ...standing }: Standing, now: Date): Date | null {
  if (repeat === null || !mayRepeat(climb, { repeat, ...standing })) return null
  const rounds = Array.from({ length: repeat.times - climb.round + 1 }, (_, nth) => nth + 1)
  const times = rounds.map((nth) => new Date(climb.levelSince.getTime() + nth * repeat.after))
  return times.find((at) => at > now) ?? null
}

/** The climbs whose next round begins now, if it finds somebody to ask. */
export function repeating({ repeat, ...standing }: Standing, now: Date): Climb[] {
  if (repeat === null) return []
  return standing.climbs.filter(
    (climb) =>
      mayRepeat(climb, { repeat, ...standing }) && now.getTime() >= climb.levelSince.getTime() + repeat.after,
  )
}

/**
 * The climbs that ended while it was less severe than it has just become: each is asked again, once for this severity.
 * An incident without a severity counts as `unset`.
 */
export function outgrown(
  standing: Pick<Standing, 'climbs' | 'incident'>,
  events: readonly Recorded[],
  unset: Severity,
): Climb[] {
  const severities = events.flatMap(({ at, ...event }) => {
    if (event.type === 'declared') return [{ at, severity: event.severity ?? unset }]
    return event.type === 'severity changed' ? [{ at, severity: event.to }] : []
  })
  const latest = severities.pop()
  if (latest === undefined) return []
  return standing.climbs.filter((climb) => {
    const atStart = severities.findLastIndex(({ at }) => at <= climb.startedAt)
    const since = severities.slice(Math.max(atStart, 0))
    return isUnanswered(climb, standing) && since.every(({ severity }) => latest.severity < severity)
  })
}

/** The next round, about to ask its first level or a later one: `advance` does. `nth` as for `begin`. */
export function nextRound(ended: Climb, nth: number, steps: readonly Step[], now: Date, level = 0): Climb {
  const { subject, role, startedBy: by, reason, round } = ended
  return begin(subject, nth, { role, by, reason, level, round: round + 1 }, steps, now)
}

/** The plan without the people who said in an earlier round that they cannot. */
export function sparing(plan: LadderPlan, climbs: readonly Climb[]): LadderPlan {
  return {
    ...plan,
    levels(climb) {
      const levels = plan.levels(climb)
      if (climb.round === 1) return levels
      const spared = new Set(climbs.flatMap((one) => (one.role === climb.role ? cannot(one) : [])))
      return levels.map((level) => ({
        ...level,
        candidates: level.candidates.filter(({ user }) => !spared.has(user)),
      }))
    },
  }
}

function mayRepeat(climb: Climb, { repeat, ...standing }: Standing & { repeat: Repeat }): boolean {
  return isUnanswered(climb, standing) && climb.round <= repeat.times
}

/** Somebody asked for by name has been asked: the person who wanted them is told, and chooses. */
function isUnanswered(climb: Climb, { climbs, incident }: Pick<Standing, 'climbs' | 'incident'>): boolean {
  const { role, state } = climb
  if (state !== 'exhausted' || !isRole(role) || !isOpen(incident.status)) return false
  const isLast = climbs.findLast((one) => one.role === role)?.id === climb.id
  return isLast && incident.roles[role] === undefined
}

function cannot({ pages }: Pick<Climb, 'pages'>): UserId[] {
  return pages.flatMap(({ status, user }) => (status === 'declined' ? user : []))
}
