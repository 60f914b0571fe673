import { holds, overlaps, type Range, without } from './range.ts'
import type { OnCall } from './rota.ts'

const never = new Date(8.64e15)

/** Who can be on call when: members, except while they are away. */
export interface Availability {
  /** Everyone who ever was a member, in the rota's order. */
  readonly users: readonly string[]
  /** The first instant of `range` at which the person cannot be on call, or null. */
  absentFrom(user: string, range: Range): Date | null
  /** The first instant of `range` at which the person can, or null. */
  presentFrom(user: string, range: Range): Date | null
  /** Members at that instant, away or not. */
  size(at: Date): number
}

export function availabilityOf({ rota, aways }: OnCall): Availability {
  const present = new Map<string, Range[]>()
  for (const { user, joinedAt, leftAt } of rota.members) {
    const stay = { start: joinedAt, end: leftAt ?? never }
    const ranges = without(
      stay,
      aways.filter((away) => away.user === user),
    )
    present.set(user, [...(present.get(user) ?? []), ...ranges])
  }
  const of = (user: string) => present.get(user) ?? []
  return {
    users: [...present.keys()],
    absentFrom: (user, range) => without(range, of(user))[0]?.start ?? null,
    presentFrom(user, range) {
      const first = of(user).find((each) => overlaps(each, range))
      if (!first) return null
      return first.start > range.start ? first.start : range.start
    },
    size: (at) =>
      rota.members.filter(({ joinedAt, leftAt }) => holds({ start: joinedAt, end: leftAt ?? never }, at))
        .length,
  }
}

/** Away at any time in `range`, member or not. */
export function isAway(state: OnCall, user: string, range: Range): boolean {
  return state.aways.some((away) => away.user === user && overlaps(away, range))
}

export function isMember(state: OnCall, user: string): boolean {
  return state.rota.members.some((member) => member.user === user && member.leftAt === null)
}
