/** The moments around which a record is read: when a repair that worked began, and which ones did not help. Pure. */
import type { FixAttempt, Incident, UserId } from '#incidents/incident.ts'
import { isPerson } from '#incidents/actor.ts'
import { folded } from './languages/languages-of.ts'
import { subjectsOf } from './subjects.ts'

export interface Mending {
  /** The time at which each fix that worked began; without one, that of the resolve. */
  anchors: readonly Date[]
  /** The time at which the last of them ended. */
  over: Date | null
  failed: readonly { startedAt: Date; endedAt: Date; subjects: ReadonlySet<string> }[]
  /** Those who repaired it. */
  menders: ReadonlySet<UserId>
  /** Those who were called for what they know. */
  experts: ReadonlySet<UserId>
}

export function mendingOf({ fixes, roles, resolvedAt }: Incident): Mending {
  const worked = fixes.filter(({ outcome }) => outcome === 'worked')
  const ends = worked.flatMap(({ endedAt }) => endedAt ?? [])
  return {
    anchors: worked.length > 0 ? worked.map(({ startedAt }) => startedAt) : resolvedAt ? [resolvedAt] : [],
    over: ends.at(-1) ?? resolvedAt,
    failed: fixes.flatMap(failure),
    menders: new Set(worked.flatMap(({ startedBy }) => (isPerson(startedBy) ? [startedBy] : []))),
    experts: new Set(
      Object.entries(roles).flatMap(([role, user]) => (role.startsWith('sem:') && user ? [user] : [])),
    ),
  }
}

function failure({ outcome, startedAt, endedAt, what }: FixAttempt): Mending['failed'] {
  if (outcome !== 'failed' || endedAt === null) return []
  return [{ startedAt, endedAt, subjects: subjectsOf(folded(what)) }]
}
