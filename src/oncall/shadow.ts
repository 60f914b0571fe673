import type { UserId } from '#incidents/incident.ts'

/** Somebody who learns in a rota: told and paged along, without duty. */
export interface Shadow {
  readonly rota: string
  readonly user: UserId
  readonly addedBy: UserId
  readonly addedAt: Date
}
