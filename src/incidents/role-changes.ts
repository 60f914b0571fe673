/** Lists when a role passed from one person to another. Pure. */
import { isPerson } from './actor.ts'
import type { Actor, Recorded, Role, UserId } from './incident.ts'

export interface RoleChange {
  /** The seq of the event that made it. */
  seq: number
  at: Date
  role: Role
  from: UserId
  to: UserId
  by: Actor
  /** True where the new holder accepted an offer. */
  offered: boolean
}

/** Oldest first. A role that nobody had before is no change of hands. */
export function roleChanges(events: readonly Recorded[]): RoleChange[] {
  const holders = new Map<Role, UserId>()
  return events.flatMap((event): RoleChange[] => {
    if (event.type === 'departed') {
      for (const role of event.roles) holders.delete(role)
      return []
    }
    const to = newHolder(event)
    if (to === null || !('role' in event)) return []
    const role = event.role as Role
    const from = holders.get(role)
    holders.set(role, to)
    if (from === undefined || from === to) return []
    const { seq, at, actor: by } = event
    return [{ seq, at, role, from, to, by, offered: event.type === 'offer accepted' }]
  })
}

function newHolder(event: Recorded): UserId | null {
  if (event.type === 'role given') return event.to
  return event.type === 'offer accepted' && event.actor !== null && isPerson(event.actor) ? event.actor : null
}
