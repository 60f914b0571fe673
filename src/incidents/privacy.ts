/** Decides who may know of an incident. */
import { isPerson, isSame } from './actor.ts'
import type { Incident, Somebody } from './incident.ts'

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
