/** Requests whose verb or incident is known. */
import type { UserId } from '#incidents/incident.ts'
import type { Typed } from './request.ts'
import type { CommandLine } from './command-line.ts'

/** A request about one incident. */
export interface AboutOne {
  user: UserId
  key: string
  incident: number
}

export type TypedVerb = Typed & CommandLine
export type TypedAbout = TypedVerb & AboutOne
