/** Rotas in the forms in which people ask for them. */
import type { UserId } from '#incidents/incident.ts'
import type { Range } from '#time.ts'
import type { Moved } from './turns/change.ts'
import type { Duty } from './turns/duty.ts'
import type { Cover, Rota, Shift, Swap } from './turns/rota.ts'
import type { Stretch } from './turns/timeline.ts'

/** One rota at one moment. */
export interface TurnNow {
  readonly rota: Rota
  /** Null while nobody is on call by the rota. */
  readonly current: Duty | null
  /** The person on call has pressed "I'm on it". */
  readonly takenAt: Date | null
  readonly second: UserId | null
  /** People who learn beside them. */
  readonly shadows: readonly UserId[]
  /** True while nobody is on call, and nobody is meant to be. */
  readonly quiet: boolean
  /** The next person, and the time: its `start` is the hand-over. */
  readonly next: Duty | null
  /** The people the policy has asked instead, while the rota has nobody. */
  readonly standIns: readonly UserId[]
  /** The next published time in which nobody is on call. */
  readonly gap: Range | null
}

export interface Schedule {
  readonly rota: Rota
  /** Each shift in one piece, with the quiet time in it. */
  readonly stretches: readonly Stretch[]
  readonly gaps: readonly Range[]
  /** People the policy names for the gaps. */
  readonly standIns: readonly UserId[]
  /** The end of the shifts given out so far. */
  readonly publishedUntil: Date | null
}

/** A shift of a person, in any rota; `coveredBy` holds the parts that others take. */
export interface OwnShift {
  readonly rota: Rota
  readonly shift: Shift
  readonly coveredBy: readonly Cover[]
}

/** Requests that a person can still answer. */
export interface Asks {
  /** Requests for cover that this person may take. */
  readonly covers: readonly { readonly rota: Rota; readonly cover: Cover }[]
  /** Swaps offered to this person. */
  readonly swaps: readonly { readonly rota: Rota; readonly swap: Swap }[]
}

/** The result of a change, for saying it to the person who made it. */
export interface Changed {
  readonly rota: Rota
  /** The cover, swap or absence it made or answered. */
  readonly id: string | null
  /** Published time that changed hands. The people concerned are told separately. */
  readonly moved: readonly Moved[]
  /** Times without anybody on call, within what is published. */
  readonly gaps: readonly Range[]
  /** Nothing has changed yet: the rota's people are asked first. */
  readonly asked: boolean
}
