import { day, hour, inZone, overlaps, type Range } from '#time.ts'
import { trim } from './meant.ts'
import type { Rota, TurnClass } from './rota.ts'

/** A stretch of the calendar that one person takes whole. */
export interface Turn extends Range {
  readonly class: TurnClass
  /** True where it begins on the weekend, a holiday there included. */
  readonly onWeekend?: boolean
}

/** The mean length of each kind of turn, in milliseconds. */
const lengths: Record<Rota['turn'], number> = {
  '8h': 8 * hour,
  '12h': 12 * hour,
  day,
  'weekdays-and-weekend': 3.5 * day,
  week: 7 * day,
  'two-weeks': 14 * day,
}

/** The mean time from one turn to the next, in milliseconds: days without a turn are shared out among the others. */
export function turnLength({ turn, hours }: Rota): number {
  if (hours === null || lengths[turn] > 3.5 * day) return lengths[turn]
  return turn === 'weekdays-and-weekend' ? 7 * day : (lengths[turn] * 7) / hours.days.length
}

/** True for turns of which a day has several. */
export function isShort({ turn }: Pick<Rota, 'turn'>): boolean {
  return lengths[turn] < day
}

/**
 * The whole turns that touch `from`..`until`, in order, without the quiet time at their ends; all quiet, it is no turn. They begin
 * and end at the hand-over times on the rota's wall clock. A time that the clock skips is taken right after the skip; of a time shown twice, the
 * first counts.
 */
export function turnsBetween(rota: Rota, from: Date, until: Date): Turn[] {
  const turns: Turn[] = []
  const classOf = classifier(rota)
  const starts = startsFrom(rota, from)
  let [start, date] = starts.next().value
  while (start < until) {
    const [end, next] = starts.next().value
    const turn = trim(rota, { start, end })
    // A date that the zone skipped begins and ends at one instant.
    if (turn && overlaps(turn, { start: from, end: until }))
      turns.push({ ...turn, class: classOf(date, next), ...(isWeekend(rota, date) && { onWeekend: true }) })
    date = next
    start = end
  }
  return turns
}

/** The time the rota hands over on that day, or would if a turn ended then. */
export function handOverOn(rota: Rota, date: Temporal.PlainDate): Date {
  return at(rota, date, Temporal.PlainTime.from(rota.handOverTime))
}

/** The times of day at which a turn begins, in order. */
export function handOverTimes({
  turn,
  handOverTime,
}: Pick<Rota, 'turn' | 'handOverTime'>): Temporal.PlainTime[] {
  const first = Temporal.PlainTime.from(handOverTime)
  const hours = lengths[turn] / hour
  const count = Math.max(1, 24 / hours)
  return Array.from({ length: Math.floor(count) }, (_, i) => first.add({ hours: i * hours })).toSorted(
    (a, b) => Temporal.PlainTime.compare(a, b),
  )
}

/** The end of the last turn that begins before `at`. */
export function endOfTurn(rota: Rota, at: Date): Date {
  return turnsBetween(rota, new Date(+at - 1), at).at(-1)?.end ?? at
}

/** The instants at which turns begin and their dates, from the last one at or before `from`. */
function* startsFrom(rota: Rota, from: Date): Generator<[Date, Temporal.PlainDate], never> {
  const times = handOverTimes(rota)
  const on = (date: Temporal.PlainDate) =>
    beginsTurn(rota, date) ? times.map((time) => at(rota, date, time)) : []
  let date = inZone(from, rota.timeZone).toPlainDate()
  let first = on(date)
  while (!first[0] || first[0] > from) {
    date = date.subtract({ days: 1 })
    first = on(date)
  }
  const begun = first.findLastIndex((start) => start <= from)
  for (const start of first.slice(begun)) yield [start, date]
  for (;;) {
    date = date.add({ days: 1 })
    for (const start of on(date)) yield [start, date]
  }
}

function at({ timeZone }: Rota, date: Temporal.PlainDate, plainTime: Temporal.PlainTime): Date {
  return new Date(date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds)
}

function beginsTurn(rota: Rota, date: Temporal.PlainDate): boolean {
  switch (rota.turn) {
    case '8h':
    case '12h':
    case 'day':
      return true
    case 'week':
      return date.dayOfWeek === rota.weekStart
    case 'two-weeks':
      return date.dayOfWeek === rota.weekStart && firstWeek(rota).until(date).days % 14 === 0
    case 'weekdays-and-weekend':
      return isWeekend(rota, date) !== isWeekend(rota, date.subtract({ days: 1 }))
  }
}

/** A day on which a turn of two weeks begins. */
function firstWeek({ turnsFrom, weekStart }: Rota): Temporal.PlainDate {
  const date = Temporal.PlainDate.from(turnsFrom ?? '2024-01-01')
  return date.subtract({ days: (date.dayOfWeek - weekStart + 7) % 7 })
}

function isWeekend(rota: Rota, date: Temporal.PlainDate): boolean {
  return rota.weekend.includes(date.dayOfWeek)
}

/** Classifies a turn. One holiday makes it a holiday turn, unless holidays are quiet; a whole week is not a weekend. */
function classifier(rota: Rota): (first: Temporal.PlainDate, next: Temporal.PlainDate) => TurnClass {
  const holidays = new Set(rota.hours?.holidays === false ? [] : rota.holidays)
  const weeks = lengths[rota.turn] >= 7 * day
  return (first, next) => {
    if (holidays.size > 0) {
      let date = first
      do {
        if (holidays.has(date.toString())) return 'holiday'
        date = date.add({ days: 1 })
      } while (Temporal.PlainDate.compare(date, next) < 0)
    }
    return !weeks && isWeekend(rota, first) ? 'weekend' : 'weekday'
  }
}
