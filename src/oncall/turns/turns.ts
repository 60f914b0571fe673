import { inZone, type Range } from '#time.ts'
import type { Rota, TurnClass } from './rota.ts'

/** A stretch of the calendar that one person takes whole. */
export interface Turn extends Range {
  readonly class: TurnClass
}

/**
 * The whole turns that touch `from`..`until`, in order. They begin and end at the hand-over time on the rota's wall
 * clock. A time that the clock skips is taken right after the skip; of a time shown twice, the first counts.
 */
export function turnsBetween(rota: Rota, from: Date, until: Date): Turn[] {
  const turns: Turn[] = []
  const handOver = handOvers(rota)
  const classOf = classifier(rota)

  let date = localDate(rota, from)
  while (handOver(date) > from || !beginsTurn(rota, date)) date = date.subtract({ days: 1 })
  let start = handOver(date)
  while (start < until) {
    let next = date.add({ days: 1 })
    while (!beginsTurn(rota, next)) next = next.add({ days: 1 })
    const end = handOver(next)
    // A date that the zone skipped begins and ends at one instant.
    if (start < end) turns.push({ start, end, class: classOf(date, next) })
    date = next
    start = end
  }
  return turns
}

/** The time the rota hands over on that day, or would if a turn ended then. */
export function handOverOn(rota: Rota, date: Temporal.PlainDate): Date {
  return handOvers(rota)(date)
}

function handOvers({ timeZone, handOverTime }: Rota): (date: Temporal.PlainDate) => Date {
  const plainTime = Temporal.PlainTime.from(handOverTime)
  return (date) => new Date(date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds)
}

/** The end of the last turn that begins before `at`. */
export function endOfTurn(rota: Rota, at: Date): Date {
  return turnsBetween(rota, new Date(+at - 1), at).at(-1)?.end ?? at
}

function localDate(rota: Rota, at: Date): Temporal.PlainDate {
  return inZone(at, rota.timeZone).toPlainDate()
}

function beginsTurn(rota: Rota, date: Temporal.PlainDate): boolean {
  switch (rota.turn) {
    case 'day':
      return true
    case 'week':
      return date.dayOfWeek === rota.weekStart
    case 'weekdays-and-weekend':
      return isWeekend(rota, date) !== isWeekend(rota, date.subtract({ days: 1 }))
  }
}

function isWeekend(rota: Rota, date: Temporal.PlainDate): boolean {
  return rota.weekend.includes(date.dayOfWeek)
}

/** Classifies a turn. One holiday makes it a holiday turn; a whole week is not a weekend. */
function classifier(rota: Rota): (first: Temporal.PlainDate, next: Temporal.PlainDate) => TurnClass {
  const holidays = new Set(rota.holidays)
  return (first, next) => {
    if (holidays.size > 0) {
      for (let date = first; Temporal.PlainDate.compare(date, next) < 0; date = date.add({ days: 1 })) {
        if (holidays.has(date.toString())) return 'holiday'
      }
    }
    return rota.turn !== 'week' && isWeekend(rota, first) ? 'weekend' : 'weekday'
  }
}
