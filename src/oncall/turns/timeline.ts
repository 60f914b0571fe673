import { byStart, clip, holds, overlaps, type Range, subtract } from '#time.ts'
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

/** The people on call from `from` to `until`, covers included, in order. Time without anyone is left out. */
export function turnTimeline(state: RotaState, from: Date, until: Date): Stretch[] {
  const bounds = { start: from, end: until }
  let stretches: Stretch[] = state.shifts
    .filter((shift) => overlaps(shift, bounds))
    .map((shift) => ({ ...clip(shift, bounds), user: shift.user, shift, cover: null }))
  for (const cover of standIns(state)) {
    if (!overlaps(cover, bounds)) continue
    const under = stretches.filter((each) => overlaps(each, cover))
    const beside = stretches.flatMap((each) =>
      under.includes(each) ? subtract(each, [cover]).map((left) => ({ ...each, ...left })) : each,
    )
    const whole = clip(cover, bounds)
    const over = under.map((each) => ({ ...each, ...clip(each, whole) }))
    const bare = subtract(whole, under).map((gap) => ({ ...gap, shift: null }))
    stretches = [...beside, ...[...over, ...bare].map((each) => ({ ...each, user: cover.user, cover }))]
  }
  return stretches.toSorted(byStart)
}

/** The person on call at one instant, or null. */
export function onCallAt(state: RotaState, at: Date): Stretch | null {
  return turnTimeline(state, at, new Date(+at + 1))[0] ?? null
}

/** Tells if the person is the one on call for the whole of `range`. */
export function isOnCall(state: RotaState, user: string, range: Range): boolean {
  const own = turnTimeline(state, range.start, range.end).filter((each) => each.user === user)
  return subtract(range, own).length === 0
}

/** Times without anybody on call. */
export function findGaps(state: RotaState, from: Date, until: Date): Range[] {
  return subtract({ start: from, end: until }, turnTimeline(state, from, until))
}

/** The hand-overs in `from`..`until`, including one at `from`. Two shifts in a row by one person need none. */
export function handOvers(state: RotaState, from: Date, until: Date): HandOver[] {
  const stretches = turnTimeline(state, new Date(+from - 1), until)
  const instants = [...new Set(stretches.flatMap(({ start, end }) => [+start, +end]))].toSorted(
    (a, b) => a - b,
  )
  return instants
    .filter((at) => at >= +from && at < +until)
    .map((at) => ({
      at: new Date(at),
      outgoing: stretches.find(({ end }) => +end === at)?.user ?? null,
      incoming: stretches.find((each) => holds(each, new Date(at)))?.user ?? null,
    }))
    .filter(({ outgoing, incoming }) => outgoing !== incoming)
}

/** Taken covers and overrides; where two overlap, the later decision wins. */
function standIns(state: RotaState): (Cover & { user: string })[] {
  return state.covers
    .flatMap((cover) => (cover.user === null ? [] : { ...cover, user: cover.user }))
    .toSorted((a, b) => +(a.takenAt ?? 0) - +(b.takenAt ?? 0))
}
