/** Reads the holidays of an iCalendar file (RFC 5545) as calendars export it: whole days, once or every year. Pure. */

/** The last year up to which yearly holidays without an end are read. */
const lastYear = 2100
/** The most days of one holiday; a longer one is a mistake. */
const longest = 31

interface Property {
  name: string
  value: string
  /** The line in the file, for the person who mends it. */
  line: number
}

/** An unreadable file; the message says the line and the remedy. */
export class UnreadableHolidays extends Error {
  override name = 'UnreadableHolidays'
}

/** The holidays as ISO dates in order, each once. Throws UnreadableHolidays. */
export function readHolidays(text: string): string[] {
  const events = eventsIn(unfolded(text))
  const dates = events.filter((event) => value(event, 'STATUS') !== 'CANCELLED').flatMap(datesOf)
  return [...new Set(dates.map(String))].toSorted()
}

/** Joins a line that begins with white space to the one before. */
function unfolded(text: string): Property[] {
  const all: { text: string; line: number }[] = []
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .forEach((line, i) => {
      const last = all.at(-1)
      if (last && /^[ \t]/.test(line)) last.text += line.slice(1)
      else all.push({ text: line, line: i + 1 })
    })
  return all.flatMap(({ text: words, line }) => {
    const [, name, content] = /^([\w-]+)(?:;(?:"[^"]*"|[^":])*)?:(.*)$/.exec(words) ?? []
    return name && content !== undefined ? [{ name: name.toUpperCase(), value: content.trim(), line }] : []
  })
}

/** The properties of each VEVENT, without those of an alarm inside it. */
function eventsIn(properties: readonly Property[]): Property[][] {
  if (properties[0]?.name !== 'BEGIN' || properties[0].value.toUpperCase() !== 'VCALENDAR')
    throw new UnreadableHolidays('it is not an iCalendar file, which begins with BEGIN:VCALENDAR.')
  const events: Property[][] = []
  const open: string[] = []
  for (const property of properties) {
    const component = property.value.toUpperCase()
    if (property.name === 'BEGIN') {
      open.push(component)
      if (component === 'VEVENT') events.push([property])
    } else if (property.name === 'END') open.pop()
    else if (open.at(-1) === 'VEVENT') events.at(-1)?.push(property)
  }
  if (open.length > 0) throw new UnreadableHolidays('it is cut off: END:VCALENDAR is missing.')
  return events
}

function datesOf(event: Property[]): Temporal.PlainDate[] {
  const start = find(event, 'DTSTART')
  if (!start) throw trouble(event[0], 'the event has no DTSTART.')
  const first = dateOf(start)
  const days = lengthOf(event, first)
  const skipped = new Set(event.filter(({ name }) => name === 'EXDATE').flatMap(datesIn))
  return repeats(event, first)
    .filter((date) => !skipped.has(date.toString()))
    .flatMap((date) => Array.from({ length: days }, (_, i) => date.add({ days: i })))
}

function datesIn(property: Property): string[] {
  return property.value.split(',').map((one) => dateOf({ ...property, value: one }).toString())
}

/** The length in days. DTEND is the day after the last one. */
function lengthOf(event: Property[], first: Temporal.PlainDate): number {
  const [end, duration] = [find(event, 'DTEND'), find(event, 'DURATION')]
  const [, number = '', unit] = /^P(\d{1,3})([DW])$/.exec(duration?.value ?? 'P1D') ?? []
  const days = end ? first.until(dateOf(end)).days : Number(number) * (unit === 'W' ? 7 : 1)
  if (days >= 1 && days <= longest) return days
  throw trouble(end ?? duration, `a holiday lasts 1 to ${longest} whole days, and DTEND is the day after it.`)
}

/** The first days of the event: one, or the same day of every year. */
function repeats(event: Property[], first: Temporal.PlainDate): Temporal.PlainDate[] {
  const rule = find(event, 'RRULE')
  const extra = find(event, 'RDATE')
  if (extra) throw trouble(extra, 'RDATE is not understood. Write an event for each date.')
  if (!rule) return [first]
  const {
    FREQ,
    UNTIL,
    COUNT,
    BYMONTH,
    BYMONTHDAY,
    INTERVAL,
    WKST: _,
    ...others
  } = Object.fromEntries(rule.value.split(';').map((part) => part.toUpperCase().split('='))) as Record<
    string,
    string
  >
  const sameDay =
    Number(BYMONTH ?? first.month) === first.month && Number(BYMONTHDAY ?? first.day) === first.day
  if (FREQ !== 'YEARLY' || (INTERVAL ?? '1') !== '1' || !sameDay || Object.keys(others).length > 0) {
    const why = 'only FREQ=YEARLY on the same day is understood'
    throw trouble(rule, `${why}. Write an event for each year whose date differs.`)
  }
  const until = UNTIL === undefined ? null : dateOf({ ...rule, value: UNTIL.slice(0, 8) })
  const dates: Temporal.PlainDate[] = []
  for (let year = first.year; year <= lastYear && dates.length < Number(COUNT ?? Infinity); year++) {
    const date = first.with({ year })
    if (until !== null && Temporal.PlainDate.compare(date, until) > 0) break
    // 29 February exists only in leap years.
    if (date.day === first.day) dates.push(date)
  }
  return dates
}

function dateOf(property: Property): Temporal.PlainDate {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(property.value) ?? []
  try {
    return Temporal.PlainDate.from(`${year}-${month}-${day}`, { overflow: 'reject' })
  } catch {
    throw trouble(property, `${property.name} must be a whole day that exists, such as 20261225.`)
  }
}

function find(event: readonly Property[], name: string): Property | undefined {
  return event.find((property) => property.name === name)
}

function value(event: readonly Property[], name: string): string | undefined {
  return find(event, name)?.value.toUpperCase()
}

function trouble(property: Property | undefined, words: string): UnreadableHolidays {
  return new UnreadableHolidays(`line ${property?.line ?? 1}: ${words}`)
}
