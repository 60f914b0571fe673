/** The day of the one who looks after an installation. */
import { inZone } from '#time.ts'

const decentHour = Temporal.PlainTime.from('10:00')

/** The day under way, which began at ten in the morning where the person lives, and its end. */
export function keeperDay(now: Date, timeZone: string): { date: string; end: Date } {
  const local = inZone(now, timeZone)
  const today = local.toPlainDate()
  const hasBegun = Temporal.PlainTime.compare(local.toPlainTime(), decentHour) >= 0
  const began = hasBegun ? today : today.subtract({ days: 1 })
  const end = began.add({ days: 1 }).toZonedDateTime({ timeZone, plainTime: decentHour })
  return { date: began.toString(), end: new Date(end.epochMilliseconds) }
}
