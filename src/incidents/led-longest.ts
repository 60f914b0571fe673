/** Finds who held a role longest while the incident was open. Pure. */
import { isPerson } from './actor.ts'
import type { Recorded, Role, UserId } from './incident.ts'

/** Everybody who held it, the one who held it longest first. */
export function leadersOf(events: readonly Recorded[], role: Role): UserId[] {
  const led = new Map<UserId, number>()
  let holder: UserId | null = null
  let open = true
  let since = 0
  for (const event of events) {
    if (holder !== null && open) led.set(holder, (led.get(holder) ?? 0) + event.at.getTime() - since)
    since = event.at.getTime()
    if (event.type === 'resolved') open = false
    if (event.type === 'reopened') open = true
    holder = holderAfter(event, role, holder)
  }
  return [...led].toSorted(([, a], [, b]) => b - a).map(([user]) => user)
}

function holderAfter(event: Recorded, role: Role, holder: UserId | null): UserId | null {
  switch (event.type) {
    case 'role given':
      return event.role === role ? event.to : holder
    case 'offer accepted':
      return event.role === role && isPerson(event.actor) ? event.actor : holder
    case 'departed':
      return event.user === holder ? null : holder
    default:
      return holder
  }
}
