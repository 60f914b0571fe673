/** Decides when stakeholders should hear next. Pure. */
import type { Incident, Severity } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import type { Policy } from '#policy/policy.ts'

type Promised = Pick<Policy, 'severities'>

/** The last promise, else the policy's; null for none. */
export function updateDue(
  { status, severity, declaredAt, updates }: Pick<Incident, 'status' | 'severity' | 'declaredAt' | 'updates'>,
  policy: Promised,
): Date | null {
  if (!isOpen(status)) return null
  const last = updates.at(-1)
  if (last?.nextAt) return last.nextAt
  const every = promised(severity, policy)
  return every === null ? null : new Date((last?.at ?? declaredAt).getTime() + every)
}

/** Minutes until stakeholders should hear again; null when nothing is promised. */
export function updateMinutes(severity: Severity | null, policy: Promised): number | null {
  const every = promised(severity, policy)
  return every === null ? null : Math.round(every / 60_000)
}

function promised(severity: Severity | null, { severities }: Promised): number | null {
  return severities[severity ?? severities.default].updateEvery
}
