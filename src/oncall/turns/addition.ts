/** Tells beforehand what it changes that somebody is added to a rota. */
import type { UserId } from '#incidents/incident.ts'
import { day, type Range } from '#time.ts'
import type { Moved } from './change.ts'
import { duties } from './duty.ts'
import { enter } from './founding.ts'
import { publishTurns } from './publish.ts'
import type { RotaRefusal } from './refusal.ts'
import type { Rota, RotaState } from './rota.ts'
import { turnLength } from './turns.ts'

export interface Addition {
  readonly rota: Rota
  /** Turns already given out that would change hands. */
  readonly moved: readonly Moved[]
  /** The person's first turns, as far as they can be foreseen. */
  readonly turns: readonly Range[]
  /** Days from one turn of a person to their next, on average: now, and with one more. */
  readonly every: { readonly before: number; readonly after: number }
}

export function additionOf(
  state: RotaState,
  user: UserId,
  now: Date,
  timeZone: string,
): ({ ok: true } & Addition) | RotaRefusal {
  const outcome = enter(state, user, now, timeZone)
  if (!outcome.ok) return outcome
  const { rota } = outcome.state
  const size = rota.members.filter(({ leftAt }) => leftAt === null).length
  const length = turnLength(rota) / day
  const publishedDays = rota.publishedDays + Math.ceil(2 * size * length)
  const ahead = publishTurns({ ...outcome.state, rota: { ...rota, publishedDays } }, now).state
  const theirs = duties(ahead, now, ahead.publishedUntil ?? now).filter((duty) => duty.user === user)
  return {
    ok: true,
    rota: state.rota,
    moved: outcome.moved,
    turns: theirs.map(({ start, end }) => ({ start, end })),
    every: { before: Math.round((size - 1) * length), after: Math.round(size * length) },
  }
}
