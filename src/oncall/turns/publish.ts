import { day } from '#time.ts'
import { type RotaChange, settleTurns } from './change.ts'
import type { RotaState } from './rota.ts'
import { endOfTurn } from './turns.ts'

/** Gives out every whole turn that begins within the published days. A second run changes nothing. */
export function publishTurns(state: RotaState, now: Date): RotaChange {
  const horizon = new Date(+now + state.rota.publishedDays * day)
  const until = endOfTurn(state.rota, horizon)
  const kept = state.publishedUntil
  return settleTurns(state, { ...state, publishedUntil: kept && kept > until ? kept : until }, now)
}
