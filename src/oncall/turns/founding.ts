import { type RotaChange, type RotaOutcome, settleTurns } from './change.ts'
import { creditOf, Ledger } from './ledger.ts'
import { join } from './membership.ts'
import { peersOf } from './night-turn.ts'
import { day, overlaps, type Range } from '#time.ts'
import type { Member, RotaState, Shift } from './rota.ts'

/** The time after the first of them in which all members of a rota count as its founders. */
const founding = 7 * day
/** Turns that begin sooner are told to those they move, even among founders. */
const soon = 2 * day

/**
 * Adds a person. While a rota is being founded its coming turns are given out again with each person who joins, or else the first
 * would have all that are published; founders see their turns where they look, and are not told of each move.
 */
export function enter(state: RotaState, user: string, now: Date, timeZone?: string): RotaOutcome {
  const joined = join(state, user, now, timeZone)
  return joined.ok && isFounding(state, now) ? shareAnew(state, joined.state, user, now) : joined
}

export function isFounding({ rota }: RotaState, now: Date): boolean {
  const present = rota.members.filter((member) => member.leftAt === null)
  return present.every(({ joinedAt }) => +now - +joinedAt < founding)
}

function shareAnew(before: RotaState, joined: RotaState, user: string, now: Date): RotaChange {
  const shifts = before.shifts.filter((shift) => shift.start <= now || isArranged(before, shift))
  const ledger = new Ledger(before.rota, shifts)
  const present = before.rota.members.filter((member) => member.leftAt === null)
  const { timeZone } =
    joined.rota.members.find((member) => member.user === user && member.leftAt === null) ?? before.rota
  const others = peersOf(before.rota, present, timeZone, now)
  const credit = creditOf(others.map((other) => ledger.tally(other.user)))
  const members = joined.rota.members.map(
    (member): Member =>
      member.user === user && member.leftAt === null ? { ...member, startsAt: now, credit } : member,
  )
  const change = settleTurns(before, { ...joined, rota: { ...joined.rota, members }, shifts }, now)
  return { ...change, moved: change.moved.filter(({ start }) => +start - +now < soon) }
}

/** True when people have arranged this shift among themselves, or are about to. */
function isArranged({ covers, swaps }: RotaState, shift: Shift): boolean {
  const isOffered = (start: Date): boolean => +start === +shift.start
  return (
    shift.user !== shift.countsFor ||
    covers.some((cover: Range) => overlaps(cover, shift)) ||
    swaps.some(
      ({ status, from, to }) => status === 'offered' && (isOffered(from.start) || isOffered(to.start)),
    )
  )
}
