/** States what can be checked of an incident: nothing here is quoted loosely. Pure. */
import type { FixAttempt, Incident, Severity, Somebody, UserId } from '#incidents/incident.ts'
import type { Cause } from './settled-cause.ts'
import type { ImpactStatement } from './impact.ts'
import type { Numbers } from './numbers.ts'
import type { Participant } from './people.ts'
import type { Entry } from './timeline.ts'
import { linksIn, proseText } from './words.ts'

export interface DraftFacts {
  number: number
  title: string
  severity: Severity | null
  squad: string | null
  services: readonly string[]
  reporter: Somebody
  declaredAt: Date
  impactStart: Date | null
  impactEnd: Date | null
  acknowledgedAt: Date | null
  acknowledgedBy: UserId | null
  resolvedAt: Date | null
  impact: string | null
  affected: string | null
  fixedBy: string | null
  /** The cause, in somebody's words, once a person confirmed it. */
  cause: string | null
  /** Candidates for the cause, the likeliest first. */
  suspected: string[]
  attempts: FixAttempt[]
  people: Participant[]
  links: string[]
  numbers: Numbers
}

export function factsOf(
  incident: Incident,
  found: {
    cause: Pick<Cause, 'confirmed' | 'suspects'>
    told: readonly ImpactStatement[]
    people: Participant[]
    entries: readonly Entry[]
    numbers: Numbers
  },
): DraftFacts {
  const { number, title, severity, squad, services, reporter, declaredAt, acknowledgedAt, acknowledgedBy } =
    incident
  const { impactStart, impactEnd, resolvedAt, resolution, affected, fixes } = incident
  const { cause, told, people, entries, numbers } = found
  return {
    number,
    title,
    severity,
    squad,
    services,
    reporter,
    declaredAt,
    impactStart,
    impactEnd,
    acknowledgedAt,
    acknowledgedBy,
    resolvedAt,
    impact: resolution?.impact || told.map(({ text }) => text).join(' ') || null,
    affected,
    fixedBy: resolution?.fix ?? null,
    cause: cause.confirmed && proseText(cause.confirmed.line.words),
    suspected: cause.confirmed ? [] : cause.suspects.map(({ line }) => proseText(line.words)),
    attempts: fixes,
    people,
    links: linksOf(entries, incident),
    numbers,
  }
}

function linksOf(entries: readonly Entry[], { fixes }: Incident): string[] {
  const all = [...entries.flatMap(({ words }) => linksIn(words)), ...fixes.flatMap(({ link }) => link ?? [])]
  return [...new Set(all)]
}
