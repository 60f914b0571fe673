/** Reads days and months as people type them. Pure. */

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/** `2026-12-24`, `today`, `tomorrow`, `friday` (the next one, today included); null for anything else. */
export function readDay(typed: string, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const word = typed.trim().toLowerCase()
  if (word === 'today') return today
  if (word === 'tomorrow') return today.add({ days: 1 })
  const weekday = indexOf(word, weekdays)
  if (weekday !== null) return today.add({ days: (weekday + 1 - today.dayOfWeek + 7) % 7 })
  if (!/^\d{4}-\d{2}-\d{2}$/.test(word)) return null
  return orNull(() => Temporal.PlainDate.from(word, { overflow: 'reject' }))
}

/** `<day>`, or two days with `to`, `until`, `-` or a space between them; null where the last is before the first. */
export function readDays(
  typed: string,
  today: Temporal.PlainDate,
): { first: Temporal.PlainDate; last: Temporal.PlainDate } | null {
  const words = typed
    .trim()
    .replace(/^(from|on)\s+/i, '')
    .split(/\s+(?:to|until|till|through|-|–)\s+|\s+/i)
  if (words.length > 2) return null
  const first = readDay(words[0] ?? '', today)
  if (first === null) return null
  // "friday to monday" means the monday after that friday.
  const last =
    words[1] === undefined ? first : readDay(words[1], indexOf(words[1], weekdays) === null ? today : first)
  return last === null || Temporal.PlainDate.compare(last, first) < 0 ? null : { first, last }
}

/** `2026-11`, `november` (the latest one that has begun), `last`; without words the present month. */
export function readMonth(typed: string, today: Temporal.PlainDate): Temporal.PlainYearMonth | null {
  const word = typed.trim().toLowerCase()
  const present = today.toPlainYearMonth()
  if (word === '' || word === 'this' || word === 'this month') return present
  if (word === 'last' || word === 'last month') return present.subtract({ months: 1 })
  const month = indexOf(word, months)
  if (month !== null) {
    const named = Temporal.PlainYearMonth.from({ year: today.year, month: month + 1 })
    return Temporal.PlainYearMonth.compare(named, present) > 0 ? named.subtract({ years: 1 }) : named
  }
  if (!/^\d{4}-\d{2}$/.test(word)) return null
  return orNull(() => Temporal.PlainYearMonth.from(word, { overflow: 'reject' }))
}

/** A month that people plan: `december` is the next one of that name, `next` the one after this. */
export function readComingMonth(typed: string, today: Temporal.PlainDate): Temporal.PlainYearMonth | null {
  const word = typed.trim().toLowerCase()
  const present = today.toPlainYearMonth()
  if (word === 'next' || word === 'next month') return present.add({ months: 1 })
  const month = readMonth(word, today)
  const isPast = month !== null && indexOf(word, months) !== null && !month.equals(present)
  return isPast ? month.add({ years: 1 }) : month
}

/** Matches the whole word or its first letters, at least three. */
function indexOf(typed: string, words: readonly string[]): number | null {
  const found = words.findIndex((word) => typed.length >= 3 && word.startsWith(typed.toLowerCase()))
  return found < 0 ? null : found
}

function orNull<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
