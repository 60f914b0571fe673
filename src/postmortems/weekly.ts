/** The time of the weekly digest: Monday mornings. Pure. */
import { inZone } from '#time.ts'

/** The next Monday at nine in that zone, after `now`. */
export function nextMonday(now: Date, zone: string): Date {
  const local = inZone(now, zone)
  const monday = local.add({ days: (8 - local.dayOfWeek) % 7 }).withPlainTime('09:00')
  const next = Temporal.ZonedDateTime.compare(monday, local) > 0 ? monday : monday.add({ weeks: 1 })
  return new Date(next.epochMilliseconds)
}
