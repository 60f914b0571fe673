/** Tells if the company deploys at the moment. Pure. */
import { inZone } from '#time.ts'
import type { Policy } from './policy.ts'

type Hours = NonNullable<Policy['fixes']['deployHours']>

/** A range that ends before it begins goes over midnight, and belongs to the day it begins on. */
export function isDeployTime({ from, to, days }: Hours, timeZone: string, now: Date): boolean {
  const local = inZone(now, timeZone)
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  const today = days.includes(local.dayOfWeek)
  const yesterday = days.includes(((local.dayOfWeek + 5) % 7) + 1)
  if (from < to) return today && time >= from && time < to
  return (today && time >= from) || (yesterday && time < to)
}
