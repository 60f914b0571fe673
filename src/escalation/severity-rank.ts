import { type Severity, severities } from '#incidents/incident.ts'
import type { Words } from '#incidents/words.ts'

/** The order of severity; 0 is the most severe. */
export function rank(
  { severity }: { severity: Severity | null },
  { words }: { words: Pick<Words, 'defaultSeverity'> },
): number {
  return severities.indexOf(severity ?? words.defaultSeverity)
}
