import { hour, inZone, type Range } from '#time.ts'
import type { RotaState, Rota } from './rota.ts'
import { turnTimeline } from './timeline.ts'

/**
 * One person's month. Every hour counts in one kind: holiday before weekend before night (22:00 to 07:00) before day.
 * The clock and the calendar are those of `timeZone`, the person's zone.
 */
export interface Hours {
  readonly user: string
  readonly timeZone: string
  readonly total: number
  readonly day: number
  readonly night: number
  readonly weekend: number
  readonly holiday: number
  /** Shifts held that began in the month. */
  readonly turns: number
  /** Times the person stood in for somebody. */
  readonly covers: number
}

type Kind = 'day' | 'night' | 'weekend' | 'holiday'

const cuts = ['00:00', '07:00', '22:00'].map((time) => Temporal.PlainTime.from(time))

/** Hours actually spent on call in `month` (`YYYY-MM`, on the rota's clock), most first. */
export function hours(state: RotaState, month: string, zoneOf: (user: string) => string): Hours[] {
  const { rota } = state
  const { start, end } = monthRange(rota, month)
  const people = new Map<string, Hours>()
  const nobody = { total: 0, day: 0, night: 0, weekend: 0, holiday: 0, turns: 0, covers: 0 }
  const change = (user: string, by: (row: Hours) => Partial<Hours>) => {
    const row = people.get(user) ?? { user, timeZone: zoneOf(user), ...nobody }
    people.set(user, { ...row, ...by(row) })
  }
  for (const stretch of turnTimeline(state, start, end)) {
    for (const piece of kindsOf(rota, stretch, zoneOf(stretch.user))) {
      const passed = (Math.min(+stretch.end, +piece.end) - Math.max(+stretch.start, +piece.start)) / hour
      if (passed <= 0) continue
      change(stretch.user, (row) => ({ total: row.total + passed, [piece.kind]: row[piece.kind] + passed }))
    }
  }
  const began = (at: Date) => at >= start && at < end
  for (const shift of state.shifts) {
    if (began(shift.start)) change(shift.user, (row) => ({ turns: row.turns + 1 }))
  }
  for (const { user, start: at } of state.covers) {
    if (user !== null && began(at)) change(user, (row) => ({ covers: row.covers + 1 }))
  }
  return [...people.values()].toSorted((a, b) => b.total - a.total)
}

function monthRange({ timeZone }: Rota, month: string): Range {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 })
  return { start: instant(timeZone, first), end: instant(timeZone, first.add({ months: 1 })) }
}

/** The days that touch `range` in that zone, cut into kinds. */
function kindsOf(rota: Rota, range: Range, timeZone: string): (Range & { kind: Kind })[] {
  const pieces: (Range & { kind: Kind })[] = []
  let date = inZone(range.start, timeZone).toPlainDate()
  for (; instant(timeZone, date) < range.end; date = date.add({ days: 1 })) {
    const starts = [
      ...cuts.map((time) => instant(timeZone, date, time)),
      instant(timeZone, date.add({ days: 1 })),
    ]
    starts.slice(0, -1).forEach((start, i) => {
      pieces.push({ start, end: starts[i + 1] ?? start, kind: kindOf(rota, date, i !== 1) })
    })
  }
  return pieces
}

function kindOf(rota: Rota, date: Temporal.PlainDate, night: boolean): Kind {
  if (rota.holidays.includes(date.toString())) return 'holiday'
  if (rota.weekend.includes(date.dayOfWeek)) return 'weekend'
  return night ? 'night' : 'day'
}

function instant(
  timeZone: string,
  date: Temporal.PlainDate,
  plainTime = Temporal.PlainTime.from('00:00'),
): Date {
  return new Date(date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds)
}
