/** The weekly test of a person's ways: the hour they chose, and when it comes next. Pure. */
import { Refusal } from '#errors.ts'
import { inZone } from '#time.ts'

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** `mon 10`, `Tuesday 9:00`, as it is stored; null for nothing, `off`, `never`. Throws a Refusal for anything else. */
export function readWeekly(typed: string): string | null {
  const text = typed.slice(0, 40).trim().toLowerCase()
  if (text === '' || /^(off|no|none|never)$/.test(text)) return null
  const [, word = '', hour = ''] = /^([a-z]{3,9}) (?:at )?(\d{1,2})(?:[:.]00)?(?: ?h)?$/.exec(text) ?? []
  const weekday = days.find((one) => word.startsWith(one))
  if (weekday === undefined || Number(hour) > 23)
    throw new Refusal('A weekly test needs a day and a full hour, such as mon 10; or off.', 'weekly')
  return `${weekday} ${Number(hour)}`
}

/** The first such hour after `after`, by the clocks of `zone`. */
export function nextWeekly(stored: string, zone: string, after: Date): Date {
  const [weekday = 'mon', hour = '10'] = stored.split(' ')
  const here = inZone(after, zone)
  const ahead = (days.findIndex((one) => one === weekday) + 1 - here.dayOfWeek + 7) % 7
  const at = (weeks: number) =>
    here
      .toPlainDate()
      .add({ days: ahead + 7 * weeks })
      .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour: Number(hour) }) })
  const first = [at(0), at(1)].find((one) => one.epochMilliseconds > after.getTime()) ?? at(1)
  return new Date(first.epochMilliseconds)
}
