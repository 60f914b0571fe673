import type { Policy } from './policy.ts'

type Severities = Policy['severities']
type Severity = Exclude<keyof Severities, 'default'>

/** The severities for which the policy calls an incident manager without being asked for. */
export function callingIm(severities: Severities): Severity[] {
  return (['P1', 'P2', 'P3', 'P4', 'P5'] as const).filter((one) => severities[one].im)
}

/** Tells if one is called. While nobody has said how severe it is, nobody oversees it: the ladder for the first person goes on. */
export function callsIm(severities: Severities, severity: Severity | null): boolean {
  return severity !== null && severities[severity].im
}
