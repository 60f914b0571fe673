import { byStart, clip, overlaps, type Range, subtract } from '#time.ts'
import { decidedIn, meantIn } from './meant.ts'
import type { Cover, RotaState, Shift } from './rota.ts'

/** A stretch of time with one person on call, by their shift or by standing in. */
export interface Stretch extends Range {
  readonly user: string
  readonly shift: Shift | null
  readonly cover: Cover | null
}

/** A change from one person to the next; null where nobody is on call. */
export interface HandOver {
  readonly at: Date
  readonly outgoing: string | null
  readonly incoming: string | null
}

/** The people on call from `from` to `until`, covers included, in order. Time without anyone is left out, and so is quiet time. */
export function turnTimeline(state: RotaState, from: Date, until: Date): Stretch[] {
  const bounds = { start: from, end: until }
  let stretches: Stretch[] = state.shifts
    .filter((shift) => overlaps(shift, bounds))
    .flatMap((shift) => {
      const parts = meantIn(state.rota, clip(shift, bounds))
      return parts.map(({ start, end }) => ({ start, end, user: shift.user, shift, cover: null }))
    })
  for (const cover of standIns(state)) {
    if (!overlaps(cover, bounds)) continue
    for (const part of cover.kind === 'override'
      ? decidedIn(state.rota, cover)
      : meantIn(state.rota, cover)) {
      if (overlaps(part, bounds)) stretches = standIn(stretches, cover, clip(part, bounds))
    }
  }
  return stretches.toSorted(byStart)
}

function standIn(stretches: readonly Stretch[], cover: Cover & { user: string }, whole: Range): Stretch[] {
  const under = stretches.filter((each) => overlaps(each, whole))
  const beside = stretches.flatMap((each) =>
    under.includes(each) ? subtract(each, [whole]).map((left) => ({ ...each, ...left })) : each,
  )
  const over = under.map((each) => ({ ...each, ...clip(each, whole) }))
  const bare = subtract(whole, under).map((gap) => ({ ...gap, shift: null }))
  return [...beside, ...[...over, ...bare].map((each) => ({ ...each, user: cover.user, cover }))]
}

/** The person on call at one instant, or null. */
export function onCallAt(state: RotaState, at: Date): Stretch | null {
  return turnTimeline(state, at, new Date(+at + 1))[0] ?? null
}

/** Tells if the person is the one on call for the whole of `range`, as far as somebody is meant to be. */
export function isOnCall(state: RotaState, user: string, range: Range): boolean {
  const own = turnTimeline(state, range.start, range.end).filter((each) => each.user === user)
  return decidedIn(state.rota, range).every((part) => subtract(part, own).length === 0)
}

/** Time on call by one person, or of nobody, from one hand-over to the next; the quiet time in between belongs to it. */
export interface Spell extends Range {
  readonly user: string | null
  readonly cover: Cover | null
}

/** All that is not quiet at its ends, in order. Two shifts in a row by one person are one spell. */
export function spells(state: RotaState, from: Date, until: Date): Spell[] {
  const taken = turnTimeline(state, from, until)
  const holes = meantIn(state.rota, { start: from, end: until })
    .flatMap((part) => subtract(part, taken))
    .map((hole) => ({ ...hole, user: null, cover: null }))
  const merged: Spell[] = []
  for (const { start, end, user, cover } of [...taken, ...holes].toSorted(byStart)) {
    const last = merged.at(-1)
    if (last && last.user === user) merged.splice(-1, 1, { ...last, end })
    else merged.push({ start, end, user, cover })
  }
  return merged
}

/** Times without anybody on call in which somebody is meant to be. */
export function findGaps(state: RotaState, from: Date, until: Date): Range[] {
  if (state.rota.hours === null)
    return subtract({ start: from, end: until }, turnTimeline(state, from, until))
  return spells(state, from, until).flatMap(({ start, end, user }) => (user === null ? { start, end } : []))
}

/** Taken covers and overrides; where two overlap, the later decision wins. */
function standIns(state: RotaState): (Cover & { user: string })[] {
  return state.covers
    .flatMap((cover) => (cover.user === null ? [] : { ...cover, user: cover.user }))
    .toSorted((a, b) => +(a.takenAt ?? 0) - +(b.takenAt ?? 0))
}
