/** Decides who may know of an incident. */
import { isPerson, isSame } from './actor.ts'
import type { Incident, IncidentEvent, Somebody } from './incident.ts'

/** What the readers of a public incident learn of its merge into a private one: not where it goes on, and not why. */
export function mergedElsewhere(event: IncidentEvent): IncidentEvent {
  return event.type === 'merged' ? { type: 'merged', into: null } : event
}

/** What the private one keeps of it: the way to where it was observed. Words of others are not copied, so that each stands in one place. */
export function observation({ number, source }: Incident, reason: string | undefined): string {
  const link = source === null || source.private ? null : source.permalink
  return [`From #${number}, which can be read there${link === null ? '.' : `: ${link}`}`, reason]
    .filter(Boolean)
    .join('\n')
}

/** Colleagues can see every public incident. Private ones, and for a guest all, are seen only by people asked into the room, people in it, and the reporter. */
export function canSee(incident: Incident, viewer: Somebody, isGuest = false): boolean {
  if (!incident.private && !isGuest) return true
  if (isSame(incident.reporter, viewer)) return true
  if (!isPerson(viewer)) return false
  return (
    Object.values(incident.roles).includes(viewer) ||
    incident.present.some((one) => one.user === viewer) ||
    incident.invited.some((one) => one.user === viewer) ||
    incident.offers.some((one) => one.to === viewer && one.outcome === 'open')
  )
}
