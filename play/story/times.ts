/** Reads and writes a story's times, on the wall clock of its zone. */

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** `2027-02-12 14:00`. */
export function startOf(words: string, zone: string): Date {
  return instant(Temporal.PlainDateTime.from(words.trim().replace(' ', 'T')), zone)
}

/** The next time after `now` that the clock shows `14:05`, `Monday 09:00` or `2027-02-13 09:00`. */
export function timeAt(words: string, now: Date, zone: string): Date {
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

export function isTimeAt(words: string): boolean {
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
