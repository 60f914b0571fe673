import type { Incident } from './incident.ts'

/** True while somebody has to take it: nobody has yet, or the GEOC left the company. */
export function isUntaken({
  acknowledgedBy,
  roles,
  left,
}: Pick<Incident, 'acknowledgedBy' | 'roles' | 'left'>): boolean {
  return acknowledgedBy === null || (roles.geoc === undefined && left.geoc !== undefined)
}
