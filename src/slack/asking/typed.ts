/** A request once it is known which verb, or which incident, it means. */
import type { UserId } from '#incidents/incident.ts'
import type { Typed } from './asked.ts'
import type { CommandLine } from './command-line.ts'

/** Somebody who means one incident. */
export interface AboutOne {
  user: UserId
  key: string
  incident: number
}

export type TypedVerb = Typed & CommandLine
export type TypedAbout = TypedVerb & AboutOne
