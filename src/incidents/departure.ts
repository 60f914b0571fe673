/** Decides what an incident records when somebody with a part in it leaves the company. Pure. */
import { peopleAmong } from './actor.ts'
import type { Incident, IncidentEvent, Role, UserId } from './incident.ts'
import { isOpen } from './moves.ts'

/** Those who have a role or are offered one. Nobody once it is over: the record then stays as it was. */
export function peopleWithPart({ status, roles, offers }: Incident): UserId[] {
  if (!isOpen(status)) return []
  const asked = offers.flatMap(({ outcome, to }) => (outcome === 'open' ? to : []))
  return peopleAmong([...Object.values(roles), ...asked])
}

/** The event that takes back all they had; none where they had no part. */
export function departure(incident: Incident, user: UserId): IncidentEvent[] {
  if (!peopleWithPart(incident).includes(user)) return []
  const roles = (Object.keys(incident.roles) as Role[]).filter((role) => incident.roles[role] === user)
  const offered = incident.offers.flatMap(({ outcome, to, role }) =>
    outcome === 'open' && to === user ? role : [],
  )
  return [{ type: 'departed', user, roles, offered }]
}
