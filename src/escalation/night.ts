/** Sleeping hours: pages that can wait do not leave from 23:00 to 08:00 where the person lives. */
import { inZone } from '#time.ts'

const evening = 23
const morning = 8

/** The next 08:00 in that zone while it is night there, else null. */
export function asleepUntil(timeZone: string, now: Date): Date | null {
  const local = inZone(now, timeZone)
  if (local.hour >= morning && local.hour < evening) return null
  const date = local.toPlainDate().add({ days: local.hour >= evening ? 1 : 0 })
  const wakes = date.toZonedDateTime({ timeZone, plainTime: new Temporal.PlainTime(morning) })
  return new Date(wakes.epochMilliseconds)
}
