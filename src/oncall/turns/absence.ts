import { type RotaOutcome, settleTurns } from './change.ts'
import { withoutCoversBy } from './cover.ts'
import { refuse } from './refusal.ts'
import { day, type Range } from '#time.ts'
import type { RotaState } from './rota.ts'

/** The whole days `first`..`last` (ISO dates, both included) in the person's zone. */
export function daysAway(first: string, last: string, timeZone: string): Range {
  const startOf = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timeZone).epochMilliseconds)
  const end = Temporal.PlainDate.from(last).add({ days: 1 })
  return { start: startOf(Temporal.PlainDate.from(first)), end: startOf(end) }
}

/** The furthest an absence may begin ahead, and the longest it may be, in milliseconds: a year, and room for changes of the clock. */
const aYear = 366.5 * day

/** Notes an absence. Shifts that others cover already stay; covers the person had promised are given back. */
export function goAway(state: RotaState, id: string, user: string, range: Range, now: Date): RotaOutcome {
  if (range.start >= range.end) return refuse('empty-range')
  if (range.end <= now) return refuse('in-the-past')
  if (+range.end - +range.start > aYear || +range.start - +now > aYear) return refuse('too-long')
  const start = range.start < now ? now : range.start
  const away = { id, user, start, end: range.end }
  const covers = withoutCoversBy(state.covers, user, away)
  return settleTurns(state, { ...state, aways: [...state.aways, away], covers }, now)
}

/** Ends an absence now, or cancels one that has not begun. Shifts given to others meanwhile stay with them. */
export function comeBack(state: RotaState, id: string, now: Date): RotaOutcome {
  const away = state.aways.find((each) => each.id === id)
  if (!away || away.end <= now) return refuse('not-away')
  const aways = state.aways.flatMap((each) => {
    if (each !== away) return each
    return away.start < now ? { ...away, end: now } : []
  })
  return settleTurns(state, { ...state, aways }, now)
}
