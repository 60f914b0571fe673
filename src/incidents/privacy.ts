/** Who may know of an incident. */
import type { Incident, UserId } from './incident.ts'

/** Public ones are every colleague's; a private one, and to a guest any, is known to those asked into its room and those who are in it. */
export function canSee(incident: Incident, viewer: UserId, isGuest = false): boolean {
  if (!incident.private && !isGuest) return true
  return (
    incident.reporter === viewer ||
    Object.values(incident.roles).includes(viewer) ||
    incident.present.some((one) => one.user === viewer) ||
    incident.invited.some((one) => one.user === viewer) ||
    incident.offers.some((one) => one.to === viewer && one.outcome === 'open')
  )
}
