const LOCALE = 'en-GB'

/**
 * Fills Slack's date pattern (`{date_short_pretty} at {time}`) for the instant `at`, as a person in `zone` reads it. `now` decides
 * which day is "today".
 * @type {(pattern: string, at: Date, zone: string, now: Date) => string}
 */
export function formatSlackDate(pattern, at, zone, now) {
  return pattern.replace(/\{([a-z_]+)\}/g, (token, name) => partFor(name, at, zone, now) ?? token)
}

/**
 * `14:05`, as a person in `zone` reads it.
 * @type {(at: Date, zone: string) => string}
 */
export function clockTime(at, zone) {
  return format(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}

/**
 * The line between the messages of two days: "Today", "Yesterday", "Friday, 20 November".
 * @type {(at: Date, zone: string, now: Date) => string}
 */
export function dayName(at, zone, now) {
  return (
    relativeDay(at, zone, now, true) ?? format(at, zone, { weekday: 'long', day: 'numeric', month: 'long' })
  )
}

/**
 * `2026-11-21`, the calendar day of an instant in `zone`.
 * @type {(at: Date, zone: string) => string}
 */
export function dayKey(at, zone) {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at)
}

/**
 * "in 5 minutes", "2 hours ago".
 * @type {(at: Date, now: Date) => string}
 */
export function timeAgo(at, now) {
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000)
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  if (Math.abs(minutes) < 60) return minutes === 0 ? 'just now' : words.format(minutes, 'minute')
  if (Math.abs(minutes) < 24 * 60) return words.format(Math.round(minutes / 60), 'hour')
  return words.format(Math.round(minutes / (24 * 60)), 'day')
}

/**
 * Unix seconds of a wall time such as `2026-11-21T14:05` in `zone`.
 * @type {(wall: string, zone: string) => number}
 */
export function wallTimeToSeconds(wall, zone) {
  const asUtc = new Date(`${wall}Z`).getTime()
  // The offset is looked up twice, because the first guess may lie on the other side of a clock change.
  let at = asUtc - offset(asUtc, zone)
  at = asUtc - offset(at, zone)
  return Math.round(at / 1000)
}

/**
 * `2026-11-21T14:05`: the wall time in `zone`, as a `datetime-local` input takes it.
 * @type {(seconds: number, zone: string) => string}
 */
export function secondsToWallTime(seconds, zone) {
  const at = seconds * 1000
  return new Date(at + offset(at, zone)).toISOString().slice(0, 16)
}

/** @type {(name: string, at: Date, zone: string, now: Date) => string | undefined} */
function partFor(name, at, zone, now) {
  switch (name) {
    case 'date_num':
      return dayKey(at, zone)
    case 'date':
      return format(at, zone, { day: 'numeric', month: 'long', year: 'numeric' })
    case 'date_short':
      return format(at, zone, { day: 'numeric', month: 'short', year: 'numeric' })
    case 'date_long':
      return format(at, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    case 'date_pretty':
    case 'date_short_pretty':
    case 'date_long_pretty':
      return relativeDay(at, zone, now, false) ?? partFor(name.replace('_pretty', ''), at, zone, now)
    case 'day_divider_pretty':
      return dayName(at, zone, now)
    case 'time':
      return clockTime(at, zone)
    case 'time_secs':
      return format(at, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
    case 'ago':
      return timeAgo(at, now)
    default:
      return undefined
  }
}

/** @type {(at: Date, zone: string, now: Date, capital: boolean) => string | undefined} */
function relativeDay(at, zone, now, capital) {
  const days = Math.round((Date.parse(dayKey(at, zone)) - Date.parse(dayKey(now, zone))) / 86_400_000)
  const word = ['yesterday', 'today', 'tomorrow'][days + 1]
  return capital && word ? word.charAt(0).toUpperCase() + word.slice(1) : word
}

/** @type {(at: number, zone: string) => number} */
function offset(at, zone) {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  /** @type {(type: Intl.DateTimeFormatPartTypes) => number} */
  const part = (type) => Number(parts.find((each) => each.type === type)?.value)
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return wall - Math.floor(at / 1000) * 1000
}

/** @type {(at: Date, zone: string, options: Intl.DateTimeFormatOptions) => string} */
function format(at, zone, options) {
  return new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options }).format(at)
}
