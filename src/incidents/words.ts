/** The company's own words from the policy, and ours for roles and severities. */
import { type Callee, isRole, type Severity, type Status } from '#incidents/incident.ts'

/** The part of the policy that a renderer needs. */
export interface Words {
  names: { geoc: string; sem: string; im: string; command: string; oncall: string }
  /** One short description for each. */
  severities: Record<Severity, string>
  defaultSeverity: Severity
  /** Milliseconds within which stakeholders are promised the next update. */
  updateEvery: Record<Severity, number | null>
  /** An incident manager is called by itself for these, once somebody has said so. */
  callsIm: readonly Severity[]
  links: { title: string; url: string }[]
  /** The policy's services, by key. */
  services: Readonly<Record<string, ServiceWords>>
  /** The person or number to call when Muster cannot help. */
  contact: string | null
}

/** A service as people are told of it. */
export interface ServiceWords {
  name: string
  squad: string | null
  /** The severity of its trouble, as a rule. */
  usually: Severity | null
  links: readonly { title: string; url: string }[]
}

/** As people say it; its key where the policy no longer names it. */
export function serviceName(key: string, { services }: Pick<Words, 'services'>): string {
  return Object.hasOwn(services, key) ? (services[key]?.name ?? key) : key
}

/** The severity that trouble with these services usually has, the worst of them; null where the policy does not say. */
export function usualSeverity(
  keys: readonly string[],
  { services }: Pick<Words, 'services'>,
): Severity | null {
  return keys.flatMap((key) => services[key]?.usually ?? []).toSorted()[0] ?? null
}

/** `GEOC`, `IM`, `SEM payments`; `help` for somebody asked for by name. */
export function roleName(
  role: Callee,
  { names }: { names: Pick<Words['names'], 'geoc' | 'sem' | 'im'> },
): string {
  if (!isRole(role)) return 'help'
  if (role === 'geoc' || role === 'im') return names[role]
  return `${names.sem} ${role.slice('sem:'.length)}`
}

/** `P2 (one thing broken for many)`. */
export function severityWords(severity: Severity | null, words: Words): string {
  if (severity === null) return `Severity not set (treated as ${words.defaultSeverity})`
  const meaning = words.severities[severity]
  return meaning ? `${severity} (${meaning})` : severity
}

/** The same beside words that say it is not set: `Treated as P2 (…)`. */
export function weightWords(severity: Severity | null, words: Words): string {
  return severity === null
    ? `Treated as ${severityWords(words.defaultSeverity, words)}`
    : severityWords(severity, words)
}

export const statusWords: Record<Status, string> = {
  declared: 'Declared',
  acknowledged: 'Acknowledged',
  investigating: 'Investigating',
  fixing: 'Fixing',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
  closed: 'Closed',
  cancelled: 'Cancelled',
  merged: 'Merged',
}
