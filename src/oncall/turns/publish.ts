import { day } from '#time.ts'
import { type Change, settle } from './change.ts'
import type { OnCall } from './rota.ts'
import { endOfTurn } from './turns.ts'

/** Gives out every whole turn that begins within the published days. Doing it again changes nothing. */
export function publish(state: OnCall, now: Date): Change {
  const horizon = new Date(+now + state.rota.publishedDays * day)
  const until = endOfTurn(state.rota, horizon)
  const kept = state.publishedUntil
  return settle(state, { ...state, publishedUntil: kept && kept > until ? kept : until }, now)
}
