/** Reads moments of the past as people type them. Pure. */
import { hour, inZone } from '#time.ts'
import { readDay } from '../oncall/dates.ts'

const minute = hour / 60
const units: [RegExp, number][] = [
  [/^(m|mins?|minutes?)$/, minute],
  [/^(h|hrs?|hours?)$/, hour],
  [/^(d|days?)$/, 24 * hour],
]

/** A time of day that is still to come means yesterday's only as long after it as a night lasts. */
const night = 12 * hour

/**
 * `09:40`, `9.40 am`, `9pm`, `yesterday 23:50`, `monday 09:40`, `2026-11-30 09:40`, `20 min ago`, `now`, on the clocks of `zone`; null for
 * anything else. The answer may lie in the future, for somebody else to refuse.
 */
export function readMoment(typed: string, now: Date, zone: string): Date | null {
  const words = typed
    .trim()
    .toLowerCase()
    .slice(0, 60)
    .split(/[\s,]+/)
  if (words.length === 1 && words[0] === 'now') return now
  if (words.at(-1) === 'ago') return readAgo(words.slice(0, -1).join(''), now)
  const told = words.filter((word) => word !== 'at' && word !== 'on').join(' ')
  const parts = told
    .replace(/ (?=[ap]m\b)/, '')
    .replace(/(?<=\d)t(?=\d)/, ' ')
    .split(' ')
  const [time, ...days] = readClock(parts[0] ?? '') === null ? parts.toReversed() : parts
  const clock = readClock(time ?? '')
  if (clock === null || days.length > 1) return null
  return days[0] === undefined ? latest(clock, now, zone) : onDay(days[0], clock, now, zone)
}

function readAgo(words: string, now: Date): Date | null {
  const [, count, unit = ''] = /^(\d{1,5})([a-z]{1,7})$/.exec(words) ?? []
  const length = units.find(([pattern]) => pattern.test(unit))?.[1]
  return count === undefined || length === undefined ? null : new Date(now.getTime() - Number(count) * length)
}

function readClock(word: string): Temporal.PlainTime | null {
  const [, hours, minutes, half] = /^(\d{1,2})(?:[:.h](\d{2}))?([ap]m)?$/.exec(word) ?? []
  if (hours === undefined || (minutes === undefined && half === undefined)) return null
  const shown = Number(hours)
  if (half !== undefined && (shown < 1 || shown > 12)) return null
  const added = half === undefined ? shown : (shown % 12) + (half === 'pm' ? 12 : 0)
  if (added > 23 || Number(minutes ?? 0) > 59) return null
  return Temporal.PlainTime.from({ hour: added, minute: Number(minutes ?? 0) })
}

function latest(clock: Temporal.PlainTime, now: Date, zone: string): Date {
  const today = inZone(now, zone).toPlainDate()
  const at = instantOf(today, clock, zone)
  const before = instantOf(today.subtract({ days: 1 }), clock, zone)
  return at > now && now.getTime() - before.getTime() <= night ? before : at
}

function onDay(word: string, clock: Temporal.PlainTime, now: Date, zone: string): Date | null {
  const today = inZone(now, zone).toPlainDate()
  if (word === 'yesterday') return instantOf(today.subtract({ days: 1 }), clock, zone)
  const found = readDay(word, today)
  if (found === null) return null
  // A weekday means the last one here.
  const isAhead = Temporal.PlainDate.compare(found, today) > 0
  return instantOf(
    isAhead && /^[a-z]/.test(word) && word !== 'tomorrow' ? found.subtract({ days: 7 }) : found,
    clock,
    zone,
  )
}

function instantOf(date: Temporal.PlainDate, clock: Temporal.PlainTime, zone: string): Date {
  return new Date(date.toZonedDateTime({ timeZone: zone, plainTime: clock }).epochMilliseconds)
}
