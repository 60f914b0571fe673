/** A change of a rota by somebody outside it: its people allow it, and can undo it for a while. Pure. */
import { Refusal } from '#errors.ts'
import type { UserId } from '#incidents/incident.ts'
import { day, type Range } from '#time.ts'
import type { Cover, RotaState, Shift } from './turns/rota.ts'
import { isFounding } from './turns/founding.ts'

/** A change of the turns of others. */
export type RotaWish =
  | { deed: 'add' | 'remove'; user: UserId }
  | ({ deed: 'override'; user: UserId; reason: string } & Range)

export interface RotaRequest {
  /** Also the id of the override that it makes. */
  id: string
  by: UserId
  at: Date
  wish: RotaWish
  status: 'open' | 'allowed' | 'refused'
  answeredBy: UserId | null
  answeredAt: Date | null
  undoneBy: UserId | null
  /** The shifts and covers that a removal took from the person. */
  lost: Lost
}

export interface Lost {
  shifts: readonly Shift[]
  covers: readonly Cover[]
}

export type RequestState = RotaRequest['status'] | 'expired' | 'undone'

/** Nobody has to answer later than this. */
const answerWithin = day
/** Somebody who has only just joined is asked about like anybody from outside. */
const newFor = day

/** True for members who have been there for a day, and for all while the rota is being founded. */
export function isOfItsPeople(state: RotaState, user: UserId, now: Date): boolean {
  const stay = state.rota.members.find((member) => member.user === user && member.leftAt === null)
  return stay !== undefined && (+now - +stay.joinedAt >= newFor || isFounding(state, now))
}

/** True where nobody is asked: for its own people, for an empty rota, and for adding to one that is being founded. */
export function mayAtOnce(state: RotaState, by: UserId, { deed }: RotaWish, now: Date): boolean {
  const isEmpty = state.rota.members.every((member) => member.leftAt !== null)
  return isEmpty || isOfItsPeople(state, by, now) || (deed === 'add' && isFounding(state, now))
}

/** Everybody who was in the rota when somebody asked. */
export function askedAbout({ rota }: RotaState, { at, by }: Pick<RotaRequest, 'at' | 'by'>): UserId[] {
  const there = rota.members.filter(
    ({ joinedAt, leftAt }) => joinedAt <= at && (leftAt === null || leftAt > at),
  )
  return there.map(({ user }) => user).filter((user) => user !== by)
}

export function requestState({ status, at, undoneBy }: RotaRequest, now: Date): RequestState {
  if (undoneBy !== null) return 'undone'
  return status === 'open' && +now - +at >= answerWithin ? 'expired' : status
}

/** The time until which it can be undone; null where it cannot. */
export function undoableUntil(request: RotaRequest, undoFor: number, now: Date): Date | null {
  if (requestState(request, now) !== 'allowed' || request.answeredAt === null) return null
  const until = new Date(+request.answeredAt + undoFor)
  return until > now ? until : null
}

/** The time at which its messages change by themselves; null for never. */
export function nextRequestLook(request: RotaRequest, undoFor: number, now: Date): Date | null {
  return requestState(request, now) === 'open'
    ? new Date(+request.at + answerWithin)
    : undoableUntil(request, undoFor, now)
}

/** Throws a Refusal for a request that is answered, or too old to be. */
export function requireUnanswered(request: RotaRequest, now: Date): void {
  if (requestState(request, now) === 'expired')
    throw new Refusal('Nobody answered that within a day, so nothing was changed.')
  if (request.status !== 'open')
    throw new Refusal(`<@${request.answeredBy}> has answered that already. Thank you!`)
}

/** The shifts and covers that a removal takes from the person, for giving them back. */
export function lostBy({ shifts, covers }: RotaState, user: UserId, now: Date): Lost {
  return {
    shifts: shifts.filter((shift) => shift.user === user && shift.end > now),
    covers: covers.filter((cover) => cover.user === user && cover.end > now),
  }
}
