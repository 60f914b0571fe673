import type { Incident } from './incident.ts'

/** Words for refusing a command, since the incident is over. */
export function over({
  number,
  status,
  mergedInto,
}: Pick<Incident, 'number' | 'status' | 'mergedInto'>): string {
  return status === 'merged'
    ? `#${number} was merged into #${mergedInto}. Please continue there.`
    : `#${number} is ${status}. Reopen it first.`
}
