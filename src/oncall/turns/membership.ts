import { isMember } from './availability.ts'
import { type RotaOutcome, settleTurns } from './change.ts'
import { withoutCoversBy } from './cover.ts'
import { creditOf, Ledger } from './ledger.ts'
import { forever } from '#time.ts'
import { peersOf } from './night-turn.ts'
import { refuse } from './refusal.ts'
import type { Member, RotaState } from './rota.ts'

/**
 * Adds a person. They are credited with the floor of the mean of those with whom they share turns, and scheduled after the published days. Only
 * open turns are theirs at once.
 */
export function join(state: RotaState, user: string, now: Date, timeZone = state.rota.timeZone): RotaOutcome {
  if (isMember(state, user)) return refuse('already-a-member', user)
  const { rota, shifts, publishedUntil } = state
  const ledger = new Ledger(rota, shifts)
  const present = rota.members.filter((member) => member.leftAt === null)
  const others = peersOf(rota, present, timeZone, now)
  const member: Member = {
    user,
    joinedAt: now,
    leftAt: null,
    startsAt: publishedUntil && publishedUntil > now ? publishedUntil : now,
    credit: creditOf(others.map((other) => ledger.tally(other.user))),
    timeZone,
  }
  return settleTurns(state, { ...state, rota: { ...rota, members: [...rota.members, member] } }, now)
}

/** Removes a person who left the rota or the company. Their open shifts and covers go to others. */
export function leave(state: RotaState, user: string, now: Date): RotaOutcome {
  const { rota } = state
  const covers = withoutCoversBy(state.covers, user, { start: now, end: forever })
  if (!isMember(state, user) && covers.length === state.covers.length) return refuse('not-a-member', user)
  const members = rota.members.map((member) =>
    member.user === user && member.leftAt === null ? { ...member, leftAt: now } : member,
  )
  return settleTurns(state, { ...state, rota: { ...rota, members }, covers }, now)
}
