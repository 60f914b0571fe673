import { isMember } from './availability.ts'
import { type Outcome, settle } from './change.ts'
import { withoutCoversBy } from './cover.ts'
import { creditOf, Ledger } from './ledger.ts'
import { forever } from '#time.ts'
import { refuse } from './refusal.ts'
import type { Member, OnCall } from './rota.ts'

/**
 * Adds a person, who counts as having done the floor of the others' mean and is scheduled after the published days.
 * Only open turns are theirs at once.
 */
export function join(state: OnCall, user: string, now: Date): Outcome {
  if (isMember(state, user)) return refuse('already-a-member', user)
  const { rota, shifts, publishedUntil } = state
  const ledger = new Ledger(rota, shifts)
  const others = rota.members.filter((member) => member.leftAt === null)
  const member: Member = {
    user,
    joinedAt: now,
    leftAt: null,
    startsAt: publishedUntil && publishedUntil > now ? publishedUntil : now,
    credit: creditOf(others.map((other) => ledger.tally(other.user))),
  }
  return settle(state, { ...state, rota: { ...rota, members: [...rota.members, member] } }, now)
}

/** Removes a person, who left the rota or the company. Their open shifts and covers go to others. */
export function leave(state: OnCall, user: string, now: Date): Outcome {
  const { rota } = state
  const covers = withoutCoversBy(state.covers, user, { start: now, end: forever })
  if (!isMember(state, user) && covers.length === state.covers.length) return refuse('not-a-member', user)
  const members = rota.members.map((member) =>
    member.user === user && member.leftAt === null ? { ...member, leftAt: now } : member,
  )
  return settle(state, { ...state, rota: { ...rota, members }, covers }, now)
}
