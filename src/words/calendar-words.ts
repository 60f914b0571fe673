/** Days and times as plain words, in one person's or one rota's zone. */
import { inZone, type Range } from '#time.ts'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Mon 23 Nov`. */
export function dayWords(at: Date, timeZone: string): string {
  return dateWords(inZone(at, timeZone).toPlainDate())
}

/** `Mon 23 Nov`. */
export function dateWords(date: Temporal.PlainDate): string {
  return `${weekdays[date.dayOfWeek - 1]} ${date.day} ${months[date.month - 1]}`
}

/** `09:00`. */
export function timeWords(at: Date, timeZone: string): string {
  return inZone(at, timeZone).toPlainTime().toString({ smallestUnit: 'minute' })
}

/** `Mon 23 Nov 09:00 to Tue 24 Nov 09:00`, or `Mon 23 Nov, 18:00 to 22:00`. */
export function rangeWords({ start, end }: Range, timeZone: string): string {
  const [from, to] = [dayWords(start, timeZone), dayWords(end, timeZone)]
  const [began, ended] = [timeWords(start, timeZone), timeWords(end, timeZone)]
  return from === to ? `${from}, ${began} to ${ended}` : `${from} ${began} to ${to} ${ended}`
}

/**
 * `Thu 24 Dec`, `Thu 24 Dec to Sun 27 Dec` or `Thu 31 Dec to Fri 1 Jan 2027`. Whole days: their end is the midnight
 * after.
 */
export function daysWords({ start, end }: Range, timeZone: string): string {
  const first = inZone(start, timeZone).toPlainDate()
  const last = inZone(new Date(end.getTime() - 1), timeZone).toPlainDate()
  if (first.equals(last)) return dateWords(first)
  return `${dateWords(first)} to ${dateWords(last)}${first.year === last.year ? '' : ` ${last.year}`}`
}
