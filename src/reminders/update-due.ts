/** When stakeholders should hear next. Pure. */
import type { Incident } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import type { Policy } from '#policy/policy.ts'

/** What was promised last, else what the policy promises; null for nothing. */
export function updateDue(
  { status, severity, declaredAt, updates }: Pick<Incident, 'status' | 'severity' | 'declaredAt' | 'updates'>,
  { severities }: Pick<Policy, 'severities'>,
): Date | null {
  if (!isOpen(status)) return null
  const last = updates.at(-1)
  if (last?.nextAt) return last.nextAt
  const { updateEvery } = severities[severity ?? severities.default]
  return updateEvery === null ? null : new Date((last?.at ?? declaredAt).getTime() + updateEvery)
}
