/** Decides when stakeholders should hear next. Pure. */
import type { Incident, IncidentSummary, Severity } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import type { Words } from '#incidents/words.ts'
import type { Policy } from '#policy/policy.ts'

/** The promise to stakeholders where nobody says more. */
type UpdatePromise = Pick<Words, 'defaultSeverity' | 'updateEvery'>

export function promisedIn({ severities }: Pick<Policy, 'severities'>): UpdatePromise {
  const { default: defaultSeverity, P1, P2, P3, P4, P5 } = severities
  return {
    defaultSeverity,
    updateEvery: {
      P1: P1.updateEvery,
      P2: P2.updateEvery,
      P3: P3.updateEvery,
      P4: P4.updateEvery,
      P5: P5.updateEvery,
    },
  }
}

/** The last promise, else the policy's; null for none. */
export function updateDue(
  { status, severity, declaredAt, updates }: Promising,
  promised: UpdatePromise,
): Date | null {
  if (!isOpen(status)) return null
  const last = updates.at(-1)
  if (last?.nextAt) return last.nextAt
  const every = everyOf(severity, promised)
  return every === null ? null : new Date((last?.at ?? declaredAt).getTime() + every)
}

/** True while stakeholders wait for what they were promised. */
export function isOverdue(incident: Promising, promised: UpdatePromise, now: Date): boolean {
  const due = updateDue(incident, promised)
  return due !== null && due <= now
}

type Promising = Pick<Incident, 'status' | 'severity' | 'declaredAt'> & Pick<IncidentSummary, 'updates'>

/** Minutes until stakeholders should hear again; null when nothing is promised. */
export function updateMinutes(severity: Severity | null, promised: UpdatePromise): number | null {
  const every = everyOf(severity, promised)
  return every === null ? null : Math.round(every / 60_000)
}

function everyOf(severity: Severity | null, { defaultSeverity, updateEvery }: UpdatePromise): number | null {
  return updateEvery[severity ?? defaultSeverity]
}
