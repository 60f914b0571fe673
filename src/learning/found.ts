/** An incident as a search finds it: its time, its end, and its repair. Pure. */
import type { Incident, Severity, Status } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'

export interface FoundIncident {
  number: number
  title: string
  status: Status
  severity: Severity | null
  private: boolean
  drill: boolean
  declaredAt: Date
  impactStart: Date | null
  /** Null while it is open. */
  endedAt: Date | null
  /** The fix in the words of the person who resolved it, else the attempt that worked. */
  fix: string | null
  mergedInto: number | null
  /** The room, where there is one. */
  room: string | null
}

export function endingOf(incident: Incident, room: string | null): FoundIncident {
  const { number, title, status, severity, drill, declaredAt, impactStart, mergedInto } = incident
  const worked = incident.fixes.findLast(({ outcome }) => outcome === 'worked')
  return {
    number,
    title,
    status,
    severity,
    private: incident.private,
    drill,
    declaredAt,
    impactStart,
    endedAt: isOpen(status) ? null : (incident.resolvedAt ?? incident.closedAt),
    fix: incident.resolution?.fix ?? worked?.what ?? null,
    mergedInto,
    room,
  }
}
