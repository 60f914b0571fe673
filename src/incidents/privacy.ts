/** Decides who may know of an incident. */
import { isPerson, isSame } from './actor.ts'
import type { Incident, Somebody } from './incident.ts'

/** Public ones are every colleague's; a private one, and to a guest any, is known to those asked into its room, those who are in it, and who declared it. */
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
