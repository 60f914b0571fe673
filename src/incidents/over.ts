import type { Incident } from './incident.ts'

/** Words for refusing a command, since the incident is over. */
export function over({
  number,
  status,
  mergedInto,
}: Pick<Incident, 'number' | 'status' | 'mergedInto'>): string {
  if (status === 'merged' && mergedInto === null) return `#${number} is handled elsewhere.`
  return status === 'merged'
    ? `#${number} was merged into #${mergedInto}. Please continue there.`
    : `#${number} is ${status}. Reopen it first.`
}
