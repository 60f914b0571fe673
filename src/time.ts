/** From `start` up to, not including, `end`. */
export interface Range {
  readonly start: Date
  readonly end: Date
}

/** The last instant a Date can hold. */
export const forever = new Date(8.64e15)

// Comparing two dates with `<` is slow enough to dominate a year of scheduling.
export function overlaps(a: Range, b: Range): boolean {
  return a.start.getTime() < b.end.getTime() && b.start.getTime() < a.end.getTime()
}

export function holds(range: Range, at: Date): boolean {
  return range.start <= at && at < range.end
}

/** The part of `range` inside `bounds`; empty (`start >= end`) when they do not meet. */
export function clip(range: Range, bounds: Range): Range {
  return {
    start: range.start < bounds.start ? bounds.start : range.start,
    end: range.end > bounds.end ? bounds.end : range.end,
  }
}

/** The rest of `range` without `others`, in order of time. */
export function subtract(range: Range, others: readonly Range[]): Range[] {
  const left: Range[] = []
  let start = range.start
  for (const other of others.filter((each) => overlaps(range, each)).toSorted(byStart)) {
    if (start < other.start) left.push({ start, end: other.start })
    if (start < other.end) start = other.end
  }
  if (start < range.end) left.push({ start, end: range.end })
  return left
}

export function byStart(a: Range, b: Range): number {
  return a.start.getTime() - b.start.getTime()
}

/** An hour and a day, in milliseconds. A local calendar day may be longer or shorter. */
export const [hour, day] = [3_600_000, 86_400_000]

/** The wait after that many failures in a row: `first`, then twice as long each time, at most `longest`. */
export function waitAfter(failures: number, first: number, longest: number): number {
  return Math.min(longest, first * 2 ** (failures - 1))
}

/** The first of these instants; null where there is none. */
export function earliest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce((first, at) => (first === null || (at !== null && at < first) ? at : first), null)
}

/** The date and the time of day that clocks of `zone` show at `at`. */
export function inZone(at: Date, zone: string): Temporal.ZonedDateTime {
  return at.toTemporalInstant().toZonedDateTimeISO(zone)
}
