/** The times in which a rota means somebody to be on call: always, or in its hours. All other time is quiet, which is no gap. */
import { clip, inZone, type Range } from '#time.ts'
import type { Rota } from './rota.ts'

/** The parts of `range` in which somebody is meant to be on call, in order. */
export function meantIn(rota: Rota, range: Range): Range[] {
  if (rota.hours === null) return range.start.getTime() < range.end.getTime() ? [range] : []
  const parts: Range[] = []
  const dayOf = meantDays(rota)
  let date = inZone(range.start, rota.timeZone).toPlainDate().subtract({ days: 1 })
  const last = inZone(range.end, rota.timeZone).toPlainDate()
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const hours = dayOf(date)
    if (hours === null) continue
    const { start, end } = clip(hours, range)
    if (start >= end) continue
    const before = parts.at(-1)
    if (before && before.end >= start) parts.splice(-1, 1, { start: before.start, end })
    else parts.push({ start, end })
  }
  return parts
}

/** The parts of `range` that a decision for it means: all of it, where nobody is meant to be on call anyway. */
export function decidedIn(rota: Rota, range: Range): Range[] {
  const meant = meantIn(rota, range)
  return meant.length === 0 ? [range] : meant
}

/** Cuts quiet time off both ends; null where nothing is left. */
export function trim(rota: Rota, range: Range): Range | null {
  const meant = meantIn(rota, range)
  const [first, last] = [meant[0], meant.at(-1)]
  return first && last ? { start: first.start, end: last.end } : null
}

/** No quiet time is longer than this, as long as it is looked for. */
const farthest = 60

/** The end of the quiet time that `at` lies in; null while somebody is meant to be on call. */
export function quietUntil(rota: Rota, at: Date): Date | null {
  const until = inZone(at, rota.timeZone).add({ days: farthest })
  const [next] = meantIn(rota, { start: at, end: new Date(until.epochMilliseconds) })
  if (next && next.start <= at) return null
  return next?.start ?? new Date(until.epochMilliseconds)
}

/** The next time at which quiet time begins or ends; null where there is none. */
export function nextQuietChange(rota: Rota, now: Date): Date | null {
  if (rota.hours === null) return null
  const until = inZone(now, rota.timeZone).add({ days: farthest })
  const [next] = meantIn(rota, { start: now, end: new Date(until.epochMilliseconds) })
  if (!next) return new Date(until.epochMilliseconds)
  return next.start > now ? next.start : next.end
}

function meantDays(rota: Rota): (date: Temporal.PlainDate) => Range | null {
  const { hours, timeZone, handOverTime } = rota
  const holidays = new Set(hours?.holidays === false ? rota.holidays : [])
  const from = Temporal.PlainTime.from(hours?.from ?? handOverTime)
  const to = Temporal.PlainTime.from(hours?.to ?? handOverTime)
  const overnight = Temporal.PlainTime.compare(to, from) <= 0
  const at = (date: Temporal.PlainDate, plainTime: Temporal.PlainTime) =>
    new Date(date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds)
  return (date) => {
    if (!hours?.days.includes(date.dayOfWeek)) return null
    if (holidays.size > 0 && holidays.has(date.toString())) return null
    return { start: at(date, from), end: at(overnight ? date.add({ days: 1 }) : date, to) }
  }
}
