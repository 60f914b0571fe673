import type { UserId } from '#incidents/incident.ts'

/** Somebody who reads the updates after one, and until another. */
export interface Follower {
  person: UserId
  fromUpdate: number
  /** Null while they follow. */
  stoppedAfter: number | null
}
