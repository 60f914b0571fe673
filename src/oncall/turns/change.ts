import { availabilityOf } from './availability.ts'
import { clip, overlaps, type Range, subtract } from '#time.ts'
import { meantIn } from './meant.ts'
import type { RotaRefusal } from './refusal.ts'
import type { RotaState, Shift } from './rota.ts'
import { type Displaced, fill } from './schedule.ts'
import { findGaps, type Stretch, turnTimeline } from './timeline.ts'

/** Published time that changed hands; both `from` and `to` are told. */
export interface Moved extends Range {
  readonly from: string | null
  readonly to: string | null
}

/** The result of a change: the state to store, the people to tell, and the times without anybody on call. */
export interface RotaChange {
  readonly ok: true
  readonly state: RotaState
  readonly moved: readonly Moved[]
  readonly gaps: readonly Range[]
}

export type RotaOutcome = RotaChange | RotaRefusal

/**
 * Makes an edited rota whole again: shifts whose holder cannot keep them go to someone else, open turns are given,
 * every other shift stays as it was, and nothing before `now` changes.
 */
export function settleTurns(before: RotaState, edited: RotaState, now: Date): RotaChange {
  const until = edited.publishedUntil
  if (!until || until <= now) return { ok: true, state: edited, moved: [], gaps: [] }
  const { kept, displaced } = release(edited, now)
  const shifts = fill({ ...edited, shifts: kept }, now, until, displaced)
  const state = { ...edited, shifts }
  return { ok: true, state, moved: movedBetween(before, state, now), gaps: findGaps(state, now, until) }
}

/** Takes away shifts that their holder cannot keep and nobody covers; of a shift under way, the rest. */
function release(state: RotaState, now: Date): { kept: Shift[]; displaced: Displaced[] } {
  const { presentUntil } = availabilityOf(state)
  const covers = state.covers.filter((cover) => cover.user !== null)
  const displaced: Displaced[] = []
  const kept: Shift[] = []
  const traded: Shift[] = []
  for (const shift of state.shifts) {
    const ahead = clip(shift, { start: now, end: shift.end })
    const bare = ahead.start < ahead.end ? subtract(ahead, covers) : []
    const absent = bare
      .map(({ start, end }) => ({ at: presentUntil(shift.user, +start, +end), end: +end }))
      .find(({ at, end }) => at < end)
    if (!absent) {
      kept.push(shift)
      continue
    }
    const left = shift.start < now
    const away = state.aways.some((each) => each.user === shift.user && overlaps(each, ahead))
    const start = left ? new Date(absent.at) : shift.start
    displaced.push({ start, end: shift.end, user: shift.user, because: away ? 'away' : 'left' })
    if (left) kept.push({ ...shift, end: start })
    else if (shift.user !== shift.countsFor) traded.push(shift)
  }
  return { kept: traded.reduce(undoTrade, kept), displaced }
}

/** A traded shift given up again counts, after all, for the person who did the holder's own turn. */
function undoTrade(shifts: Shift[], given: Shift): Shift[] {
  const own = shifts.findLastIndex((each) => each.countsFor === given.user && each.user !== given.user)
  return shifts.map((each, i) => (i === own ? { ...each, countsFor: given.countsFor } : each))
}

function movedBetween(before: RotaState, after: RotaState, now: Date): Moved[] {
  const until = before.publishedUntil
  if (!until || until <= now) return []
  const [old, fresh] = [turnTimeline(before, now, until), turnTimeline(after, now, until)]
  const [userBefore, userAfter] = [walk(old), walk(fresh)]
  const cuts = [...new Set([...old, ...fresh].flatMap(({ start, end }) => [+start, +end]))].toSorted(
    (a, b) => a - b,
  )
  const moved: Moved[] = []
  cuts.forEach((cut, i) => {
    const [from, to] = [userBefore(cut), userAfter(cut)]
    if (from === to) return
    const end = new Date(cuts[i + 1] ?? cut)
    const last = moved.at(-1)
    const goesOn = last && last.from === from && last.to === to && isQuiet(after.rota, last.end, cut)
    if (goesOn) moved.splice(-1, 1, { ...last, end })
    else moved.push({ start: new Date(cut), end, from, to })
  })
  return moved
}

/** Tells if nothing lies between the two, or only time in which nobody is meant to be on call. */
function isQuiet(rota: RotaState['rota'], from: Date, until: number): boolean {
  return +from === until || meantIn(rota, { start: from, end: new Date(until) }).length === 0
}

/** Finds the person on call at instants that are asked in ascending order. */
function walk(stretches: readonly Stretch[]): (at: number) => string | null {
  let i = 0
  return (at) => {
    while (i < stretches.length && +(stretches[i]?.end ?? 0) <= at) i++
    const here = stretches[i]
    return here && +here.start <= at ? here.user : null
  }
}
