import { day } from '#time.ts'
import { isAway, isMember } from './availability.ts'
import { type RotaChange, type RotaOutcome, settleTurns } from './change.ts'
import { type RotaRefusal, refuse } from './refusal.ts'
import type { RotaState, Shift, Swap } from './rota.ts'
import { isOnCall } from './timeline.ts'

const answerWithin = 3 * day

/** Offers `from`'s shift that begins at `mine` for the one that begins at `theirs`, which anybody may hold. */
export function offerSwap(
  state: RotaState,
  offer: { id: string; from: string; mine: Date; theirs: Date },
  now: Date,
): RotaOutcome {
  const [mine, theirs] = [shiftAt(state, offer.mine), shiftAt(state, offer.theirs)]
  if (!mine || !theirs) return refuse('shift-moved')
  const swap: Swap = {
    id: offer.id,
    from: { user: offer.from, start: mine.start },
    to: { user: theirs.user, start: theirs.start },
    status: 'offered',
    expiresAt: new Date(Math.min(+now + answerWithin, +mine.start, +theirs.start)),
  }
  const against = objection(state, swap, now)
  if (against) return against
  return { ok: true, state: { ...state, swaps: [...state.swaps, swap] }, moved: [], gaps: [] }
}

/** Trades both shifts; each turn still counts for the person it was given to. */
export function acceptSwap(state: RotaState, id: string, user: string, now: Date): RotaOutcome {
  const swap = answerable(state, id, user)
  if ('ok' in swap) return swap
  const against = objection(state, swap, now)
  if (against) return against
  if (swap.expiresAt <= now) return refuse('expired')
  const holder = new Map([
    [+swap.from.start, swap.to.user],
    [+swap.to.start, swap.from.user],
  ])
  const shifts = state.shifts.map((shift) => ({ ...shift, user: holder.get(+shift.start) ?? shift.user }))
  return settleTurns(state, { ...answered(state, swap, 'accepted'), shifts }, now)
}

export function declineSwap(state: RotaState, id: string, user: string): RotaOutcome {
  const swap = answerable(state, id, user)
  if ('ok' in swap) return swap
  return { ok: true, state: answered(state, swap, 'declined'), moved: [], gaps: [] }
}

/** Closes the offers that nobody answered in time. */
export function expireSwaps(state: RotaState, now: Date): RotaChange {
  const swaps = state.swaps.map((swap): Swap => {
    return swap.status === 'offered' && swap.expiresAt <= now ? { ...swap, status: 'expired' } : swap
  })
  return { ok: true, state: { ...state, swaps }, moved: [], gaps: [] }
}

function answerable(state: RotaState, id: string, user: string): Swap | RotaRefusal {
  const swap = state.swaps.find((each) => each.id === id)
  if (!swap) return refuse('no-such-swap')
  if (swap.to.user !== user) return refuse('not-yours-to-answer', swap.to.user)
  if (swap.status === 'expired') return refuse('expired')
  if (swap.status !== 'offered') return refuse('already-answered')
  return swap
}

function answered(state: RotaState, swap: Swap, status: Swap['status']): RotaState {
  return { ...state, swaps: state.swaps.map((each) => (each === swap ? { ...swap, status } : each)) }
}

/** The reason the two cannot trade at this moment, or null. */
function objection(state: RotaState, { from, to }: Swap, now: Date): RotaRefusal | null {
  if (from.user === to.user) return refuse('own-shift', from.user)
  for (const { user } of [from, to]) if (!isMember(state, user)) return refuse('left', user)
  for (const [side, other] of [
    [from, to],
    [to, from],
  ] as const) {
    const shift = shiftAt(state, side.start)
    if (!shift || shift.user !== side.user) return refuse('shift-moved', side.user)
    if (shift.start <= now) return refuse('in-the-past')
    if (!isOnCall(state, side.user, shift)) return refuse('not-on-call-then', side.user)
    if (isAway(state, other.user, shift)) return refuse('away-then', other.user)
  }
  return null
}

function shiftAt(state: RotaState, start: Date): Shift | undefined {
  return state.shifts.find((shift) => +shift.start === +start)
}
