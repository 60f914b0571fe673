/** Moves a moment into somebody's working hours: nine to five where they live, on no weekend and no holiday. Pure. */
import { inZone } from '#time.ts'
import type { Policy } from './policy.ts'

export interface WorkingHours {
  zone: string
  /** ISO weekdays. */
  weekend: readonly number[]
  /** ISO dates. */
  holidays: readonly string[]
}

const [begin, end] = [Temporal.PlainTime.from('09:00'), Temporal.PlainTime.from('17:00')]
/** The longest row of free days that is believed; a longer one is a mistake in the policy. */
const most = 31

/** The hours of that person; of the company where the person is not known. */
export function workingHoursOf(
  { rotas: { weekend, holidays, timeZone } }: Pick<Policy, 'rotas'>,
  person: { timeZone: string } | null | undefined,
): WorkingHours {
  return { zone: person?.timeZone ?? timeZone, weekend, holidays }
}

/** The moment itself, or the first working one after it. */
export function workingTime(at: Date, hours: WorkingHours): Date {
  const local = inZone(at, hours.zone)
  const time = local.toPlainTime()
  if (isWorkday(local.toPlainDate(), hours)) {
    if (Temporal.PlainTime.compare(time, begin) < 0) return instant(local.withPlainTime(begin))
    if (Temporal.PlainTime.compare(time, end) < 0) return at
  }
  return instant(workday(local, 1, hours).withPlainTime(begin))
}

/** The same time of day on the last working day before. */
export function workdayBefore(at: Date, hours: WorkingHours): Date {
  return instant(workday(inZone(at, hours.zone), -1, hours))
}

function workday(from: Temporal.ZonedDateTime, step: 1 | -1, hours: WorkingHours): Temporal.ZonedDateTime {
  for (let days = 1; days <= most; days++) {
    const other = from.add({ days: step * days })
    if (isWorkday(other.toPlainDate(), hours)) return other
  }
  return from.add({ days: step })
}

function isWorkday(date: Temporal.PlainDate, { weekend, holidays }: WorkingHours): boolean {
  return !weekend.includes(date.dayOfWeek) && !holidays.includes(date.toString())
}

function instant(at: Temporal.ZonedDateTime): Date {
  return new Date(at.epochMilliseconds)
}
