/** Decides what a change of an incident means for its ladders. Pure. */
import { isPerson } from '#incidents/actor.ts'
import type { Actor, Callee, Incident, IncidentEvent, Role, UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import type { Climb } from './climb.ts'

export type Reaction =
  /** Climbs this role's ladder, from a level. `by` is null when nobody asked for it. */
  | { do: 'start'; role: Callee; by: Actor; reason: string | null; level: number | null }
  /** The role has its holder. */
  | { do: 'answer'; role: Role; by: UserId }
  /** Begins a climb again that ended at a lower severity. */
  | { do: 'ask again'; climb: Climb }
  /** Waiting climbs may not need to wait any more. */
  | { do: 'look again' }
  /** Nobody needs the automatic climb for an incident manager any more. */
  | { do: 'cancel automatic im' }
  | { do: 'cancel all' }

export type Happened = IncidentEvent & { actor: Actor }

/** `wantsIm`: the policy calls an incident manager for the incident's present severity. `outgrown`: climbs that ended at a lower one. */
export function reactions(
  incident: Incident,
  events: readonly Happened[],
  climbs: readonly Climb[],
  wantsIm: boolean,
  outgrown: readonly Climb[] = [],
): Reaction[] {
  if (!isOpen(incident.status))
    return climbs.some((one) => one.state === 'climbing') ? [{ do: 'cancel all' }] : []
  return events.flatMap((event) => reactionsTo(event, incident, climbs, wantsIm, outgrown))
}

function reactionsTo(
  event: Happened,
  incident: Incident,
  climbs: readonly Climb[],
  wantsIm: boolean,
  outgrown: readonly Climb[],
): Reaction[] {
  const automatic = { do: 'start', by: null, reason: null, level: null } as const
  const squad: Role[] = incident.squad === null ? [] : [`sem:${incident.squad}`]
  const im: Role[] = wantsIm ? ['im'] : []
  const needed: Role[] = ['geoc', ...squad, ...im]
  const start = (roles: Role[]) => roles.map((role): Reaction => ({ ...automatic, role }))
  switch (event.type) {
    case 'declared':
      return start(needed)
    case 'severity changed': {
      const ims = climbs.filter((one) => one.role === 'im' && one.state !== 'cancelled')
      const known = incident.roles.im !== undefined || ims.length > 0
      // Cancelled first: looking again would announce the end of a ladder on which no level applies now.
      const cancelled: Reaction[] = wantsIm ? [] : [{ do: 'cancel automatic im' }]
      const again = outgrown.filter(({ role, startedBy }) => role !== 'im' || wantsIm || startedBy !== null)
      return [
        ...cancelled,
        ...again.map((climb): Reaction => ({ do: 'ask again', climb })),
        { do: 'look again' },
        ...(known ? [] : start(im)),
      ]
    }
    case 'escalated':
      return [
        { do: 'start', role: event.role, by: event.actor, reason: event.reason, level: event.level ?? null },
      ]
    case 'acknowledged':
      return isPerson(event.actor) ? [{ do: 'answer', role: 'geoc', by: event.actor }] : []
    case 'role given':
      return [{ do: 'answer', role: event.role, by: event.to }]
    case 'offer accepted':
      return isPerson(event.actor) ? [{ do: 'answer', role: event.role, by: event.actor }] : []
    case 'departed':
      return event.roles.map((role) => ({
        ...automatic,
        role,
        reason: 'The person who had it left the company',
      }))
    case 'reopened':
      return start(needed.filter((role) => incident.roles[role] === undefined))
    default:
      return []
  }
}
