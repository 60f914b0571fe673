import { forever, overlaps, type Range, subtract } from '#time.ts'
import { decidedIn, meantIn } from './meant.ts'
import type { RotaState } from './rota.ts'

/** Knows who can be on call when: members, except while they are away and somebody is meant to be there. Instants are milliseconds, for the scheduler's sake. */
export interface Availability {
  /** Everyone who ever was a member, in the rota's order. */
  readonly users: readonly string[]
  /** The end of the person's presence at `at`, and `until` at the latest; `at` when the person is not present. */
  presentUntil(user: string, at: number, until: number): number
  /** The first instant from `at` before `until` at which the person is present, or null. */
  presentFrom(user: string, at: number, until: number): number | null
  /** Members at that instant, away or not. */
  size(at: number): number
}

interface Presence {
  readonly start: number
  readonly end: number
}

export function availabilityOf({ rota, aways }: RotaState): Availability {
  const stays = rota.members.map(({ user, joinedAt, leftAt }) => ({
    user,
    start: +joinedAt,
    end: leftAt ? +leftAt : Infinity,
  }))
  const present = new Map<string, Presence[]>()
  for (const { user, joinedAt, leftAt } of rota.members) {
    const ranges = subtract(
      { start: joinedAt, end: leftAt ?? forever },
      aways.filter((away) => away.user === user).flatMap((away) => meantIn(rota, away)),
    ).map(({ start, end }) => ({ start: +start, end: +end }))
    present.set(user, [...(present.get(user) ?? []), ...ranges])
  }
  const of = (user: string) => present.get(user) ?? []
  return {
    users: [...present.keys()],
    presentUntil(user, at, until) {
      let reach = at
      for (const { start, end } of of(user)) if (start <= reach && reach < end) reach = end
      return Math.min(reach, until)
    },
    presentFrom(user, at, until) {
      const first = of(user).find(({ start, end }) => start < until && at < end)
      return first ? Math.max(first.start, at) : null
    },
    size: (at) => stays.filter(({ start, end }) => start <= at && at < end).length,
  }
}

/** True when the person is away at any time in `range` that counts, member or not. */
export function isAway(state: RotaState, user: string, range: Range): boolean {
  const parts = decidedIn(state.rota, range)
  return state.aways.some((away) => away.user === user && parts.some((part) => overlaps(away, part)))
}

export function isMember(state: RotaState, user: string): boolean {
  return state.rota.members.some((member) => member.user === user && member.leftAt === null)
}
