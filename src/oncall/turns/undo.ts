import { clip, forever, overlaps, type Range, subtract } from '#time.ts'
import { isMember } from './availability.ts'
import { type RotaOutcome, settleTurns } from './change.ts'
import { refuse } from './refusal.ts'
import type { Cover, RotaState, Shift } from './rota.ts'

/** Takes an override back: the time goes back to the shift's holder. What has been stays as it was. */
export function withoutOverride(state: RotaState, id: string, now: Date): RotaOutcome {
  const standing = state.covers.find((cover) => cover.id === id)
  if (!standing || standing.end <= now) return refuse('in-the-past')
  const covers = state.covers.flatMap((cover) => {
    if (cover !== standing) return cover
    return cover.start < now ? { ...cover, end: now } : []
  })
  return settleTurns(state, { ...state, covers }, now)
}

/** Takes a removal back: the stay goes on, and what others got for it returns. Time that was arranged otherwise since stays so. */
export function comeBackInto(
  state: RotaState,
  removed: { user: string; at: Date; shifts: readonly Shift[]; covers: readonly Cover[] },
  now: Date,
): RotaOutcome {
  const { user, at } = removed
  if (isMember(state, user)) return refuse('already-a-member', user)
  const isTheStay = (member: { user: string; leftAt: Date | null }) =>
    member.user === user && member.leftAt !== null && +member.leftAt === +at
  if (!state.rota.members.some(isTheStay)) return refuse('not-a-member', user)
  const members = state.rota.members.map((one) => (isTheStay(one) ? { ...one, leftAt: null } : one))
  const shifts = removed.shifts.reduce((all, lost) => giveBack(all, lost, now), [...state.shifts])
  const ids = new Set(removed.covers.map(({ id }) => id))
  const covers = [...state.covers.filter(({ id }) => !ids.has(id)), ...removed.covers]
  return settleTurns(state, { ...state, rota: { ...state.rota, members }, shifts, covers }, now)
}

function giveBack(shifts: readonly Shift[], lost: Shift, now: Date): Shift[] {
  const ahead: Range = clip(lost, { start: now, end: forever })
  const inTheirPlace = (shift: Shift) =>
    overlaps(shift, ahead) &&
    shift.reason.instead?.user === lost.user &&
    shift.reason.instead.because === 'left'
  const kept = shifts.flatMap((shift) => {
    if (!inTheirPlace(shift)) return shift
    return shift.start < now ? { ...shift, end: now } : []
  })
  const free = subtract(ahead, kept).map((range) => ({ ...lost, ...range }))
  return [...kept, ...free].toSorted((a, b) => +a.start - +b.start)
}
