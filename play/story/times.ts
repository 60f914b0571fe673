/** Reads the times of a story: on the wall clock of its zone. */

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** `2027-02-12 14:00`. */
export function startOf(words: string, zone: string): Date {
  return instant(Temporal.PlainDateTime.from(words.trim().replace(' ', 'T')), zone)
}

/** `+01:00` behind a time tells which of two is meant in the night in which an hour comes twice. */
const offset = /(?<=\d)[+-]\d\d:\d\d$/

/** The next time after `now` that the clock shows `14:05`, `02:31+01:00`, `Monday 09:00` or `2027-02-13 09:00`. */
export function timeAt(words: string, now: Date, zone: string): Date {
  const [which] = offset.exec(words.trim()) ?? []
  if (which !== undefined) return timeWithOffset(words.trim(), which, now, zone)
  const dated = /^\d{4}-\d\d-\d\d/.test(words)
  const [, day, time] = /^(?:([a-z]+)\s+)?(\d{1,2}:\d\d(?::\d\d)?)$/i.exec(words.trim()) ?? []
  if (dated) return startOf(words, zone)
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone)
  const clock = Temporal.PlainTime.from((time ?? '').padStart(5, '0'))
  let there = here.withPlainTime(clock)
  const wanted = day === undefined ? undefined : weekday(day)
  while (
    Temporal.ZonedDateTime.compare(there, here) < 0 ||
    (wanted !== undefined && there.dayOfWeek !== wanted)
  ) {
    there = there.add({ days: 1 })
  }
  return new Date(there.epochMilliseconds)
}

/** The first such time at which the zone's clock stands so far from UTC; within a year, since clocks change twice in it. */
function timeWithOffset(words: string, which: string, now: Date, zone: string): Date {
  const shown = words.slice(0, -which.length)
  if (isDateTime(shown))
    return new Date(Temporal.Instant.from(`${shown.replace(' ', 'T')}${which}`).epochMilliseconds)
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(which)
  for (let days = 0; days < 366; days += 1) {
    const there = local.add({ days }).withPlainTime(Temporal.PlainTime.from(shown.padStart(5, '0')))
    const inZone = there.withTimeZone(zone)
    if (there.epochMilliseconds >= now.getTime() && inZone.offset === which)
      return new Date(there.epochMilliseconds)
  }
  throw new Error(`The clock of ${zone} never shows ${words}.`)
}

export function isTimeAt(words: string): boolean {
  if (offset.test(words.trim())) return isTimeAt(words.trim().replace(offset, '')) && !/[a-z]/i.test(words)
  const [, day] = /^(?:([a-z]+)\s+)?\d{1,2}:\d\d(?::\d\d)?$/i.exec(words.trim()) ?? [null, 'none']
  if (/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/.test(words)) return isDateTime(words)
  return day === undefined || (day !== 'none' && weekday(day) > 0)
}

export function isDateTime(words: string): boolean {
  try {
    Temporal.PlainDateTime.from(words.trim().replace(' ', 'T'))
    return true
  } catch {
    return false
  }
}

/** `14:05`; `02:31+01:00` where the time it is compared with says so. */
export function shownLike(words: string, date: Date, zone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(zone)
  return clockTime(date, zone).slice(0, 5) + (offset.test(words.trim()) ? there.offset : '')
}

/** `14:05:00`, as the clock on the wall shows it. */
export function clockTime(date: Date, zone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(zone)
  return there.toPlainTime().toString({ smallestUnit: 'second' })
}

function weekday(name: string): number {
  return days.findIndex((day) => day.startsWith(name.toLowerCase())) + 1
}

function instant(local: Temporal.PlainDateTime, zone: string): Date {
  return new Date(local.toZonedDateTime(zone).epochMilliseconds)
}
