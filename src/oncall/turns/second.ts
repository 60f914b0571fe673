/** Finds the second person on call: whoever has the next turn, so that no second plan can contradict the first. */
import type { UserId } from '#incidents/incident.ts'
import { isAway, isMember } from './availability.ts'
import { duties, type DutyNow } from './duty.ts'
import type { RotaState } from './rota.ts'

/** Null for a rota without one, while nobody is on call, and where nobody else is there until the hand-over. */
export function secondOf(state: RotaState, { current }: Pick<DutyNow, 'current'>, now: Date): UserId | null {
  if (state.rota.secondary === 'none' || current === null) return null
  const left = { start: now, end: current.end }
  const coming = duties(state, now, state.publishedUntil ?? now).map(({ user }) => user)
  const members = state.rota.members.map(({ user }) => user).filter((user) => isMember(state, user))
  const found = [...coming, ...members].find((user) => user !== current.user && !isAway(state, user, left))
  return found ?? null
}
