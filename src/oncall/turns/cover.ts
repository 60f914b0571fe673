import { isAway, isMember } from './availability.ts'
import { type RotaOutcome, settleTurns } from './change.ts'
import { clip, overlaps, type Range } from '#time.ts'
import { refuse } from './refusal.ts'
import type { Cover, RotaState } from './rota.ts'
import { isOnCall } from './timeline.ts'

export interface CoverRequest extends Range {
  readonly id: string
  /** The person on call for the whole of that time. */
  readonly by: string
  readonly note: string
}

/** Asks for cover for a shift or some hours in it. Nothing changes until somebody accepts. */
export function askCover(state: RotaState, request: CoverRequest, now: Date): RotaOutcome {
  const range = ahead(request, now)
  if (request.start >= request.end) return refuse('empty-range')
  if (range.start >= range.end) return refuse('in-the-past')
  if (!isOnCall(state, request.by, range)) return refuse('not-on-call-then', request.by)
  const cover: Cover = { ...request, ...range, kind: 'cover', user: null, takenAt: null }
  return settleTurns(state, { ...state, covers: [...state.covers, cover] }, now)
}

/** Takes a cover that somebody asked for; the first taker gets it. */
export function takeCover(state: RotaState, id: string, user: string, now: Date): RotaOutcome {
  const cover = state.covers.find((each) => each.id === id && each.kind === 'cover')
  if (!cover) return refuse('no-such-cover')
  if (cover.user !== null) return refuse('already-taken', cover.user)
  const range = ahead(cover, now)
  if (range.start >= range.end) return refuse('in-the-past')
  if (!isMember(state, user)) return refuse('not-a-member', user)
  if (user === cover.by) return refuse('already-on-call', user)
  if (isAway(state, user, range)) return refuse('away-then', user)
  if (!isOnCall(state, cover.by, range)) return refuse('shift-moved', cover.by)
  const taken: Cover = { ...cover, ...range, user, takenAt: now }
  const covers = state.covers.map((each) => (each === cover ? taken : each))
  return settleTurns(state, { ...state, covers }, now)
}

/** The people of the rota who could take a cover that is asked for: those who are there then. */
export function whoCanTake(
  state: RotaState,
  { by, start, end }: Pick<Cover, 'by' | 'start' | 'end'>,
): string[] {
  return state.rota.members
    .filter(({ user, leftAt }) => leftAt === null && user !== by && !isAway(state, user, { start, end }))
    .map(({ user }) => user)
}

export interface OverrideOrder extends Range {
  readonly id: string
  readonly user: string
  readonly by: string
  readonly reason: string
}

/** Puts a person on call by decision, in place of the one the rota names; in the rota or not, but never somebody away. */
export function override(state: RotaState, order: OverrideOrder, now: Date): RotaOutcome {
  const { id, user, by } = order
  const range = ahead(order, now)
  if (order.start >= order.end) return refuse('empty-range')
  if (range.start >= range.end) return refuse('in-the-past')
  if (order.reason.trim() === '') return refuse('no-reason')
  if (isAway(state, user, range)) return refuse('away-then', user)
  if (isOnCall(state, user, range)) return refuse('already-on-call', user)
  const cover: Cover = { id, ...range, kind: 'override', by, user, takenAt: now, note: order.reason.trim() }
  return settleTurns(state, { ...state, covers: [...state.covers, cover] }, now)
}

/** Ends in `range` the covers that the person had taken: the time goes back to the shift's holder. */
export function withoutCoversBy(covers: readonly Cover[], user: string, range: Range): Cover[] {
  return covers.flatMap((cover) => {
    if (cover.user !== user || !overlaps(cover, range)) return cover
    return cover.start < range.start ? { ...cover, end: range.start } : []
  })
}

function ahead(range: Range, now: Date): Range {
  return clip(range, { start: now, end: range.end })
}
