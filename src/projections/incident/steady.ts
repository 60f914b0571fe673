/** Decides when an incident has been the same for long enough to change its topic: each topic is a line of Slack in the room. Pure. */
import { evolve } from '#incidents/evolve.ts'
import type { Incident, Recorded } from '#incidents/incident.ts'

/** Milliseconds. */
const long = 10 * 60_000

/** The time from which nothing that its topic shows has changed for long. A severity is shown at once, with all else. */
export function steadyFrom(events: readonly Recorded[]): Date {
  let incident: Incident | null = null
  let since = 0
  for (const event of events) {
    const after: Incident = evolve(incident, event)
    if (event.type === 'severity changed') since = event.at.getTime() - long
    else if (incident === null || shown(incident) !== shown(after)) since = event.at.getTime()
    incident = after
  }
  return new Date(since + long)
}

function shown({ status, title, roles }: Incident): string {
  return JSON.stringify([status, title, roles.geoc])
}
