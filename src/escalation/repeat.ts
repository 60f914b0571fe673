/** Begins a ladder again that ended without an answer: after a pause, a few times, each as loud as the first. Pure. */
import { type Incident, isRole, type UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import type { LadderPlan } from './apply-reactions.ts'
import { begin, type Climb } from './climb.ts'
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

/** The next round, about to ask its first level: `advance` does. `nth` as for `begin`. */
export function nextRound(ended: Climb, nth: number, steps: readonly Step[], now: Date): Climb {
  const { incident, role, startedBy: by, reason, round } = ended
  return begin(incident, nth, { role, by, reason, level: 0, round: round + 1 }, steps, now)
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

/** Somebody asked for by name has been asked: the person who wanted them is told, and chooses. */
function mayRepeat(climb: Climb, { climbs, incident, repeat }: Standing & { repeat: Repeat }): boolean {
  const { role, state, round } = climb
  if (state !== 'exhausted' || !isRole(role) || !isOpen(incident.status)) return false
  const isLast = climbs.findLast((one) => one.role === role)?.id === climb.id
  return isLast && incident.roles[role] === undefined && round <= repeat.times
}

function cannot({ pages }: Pick<Climb, 'pages'>): UserId[] {
  return pages.flatMap(({ status, user }) => (status === 'declined' ? user : []))
}
