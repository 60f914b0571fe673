import { inZone } from '#time.ts'

const decentHour = Temporal.PlainTime.from('10:00')

/** When to remind somebody of a shift: at ten in the morning of the day before, where the person lives. */
export function reminderAt(shiftStart: Date, timeZone: string): Date {
  const start = inZone(shiftStart, timeZone)
  const dayBefore = start.toPlainDate().subtract({ days: 1 })
  return new Date(dayBefore.toZonedDateTime({ timeZone, plainTime: decentHour }).epochMilliseconds)
}
