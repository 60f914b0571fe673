/** One rota's month, part by part: whose time it is, what changed it, and what nobody has. Pure. */
import type { UserId } from '#incidents/incident.ts'
import { clip, type Range } from '#time.ts'
import type { Rota, RotaState } from './turns/rota.ts'
import { findGaps, type Stretch, turnTimeline } from './turns/timeline.ts'

/** `gap`: nobody, although somebody is meant to be there. `open`: not given out yet. */
export type MonthPartKind = 'turn' | 'cover' | 'swap' | 'decision' | 'gap' | 'open'

export interface MonthPart extends Range {
  readonly user: UserId | null
  readonly kind: MonthPartKind
  /** The person whose turn it was before a cover or a swap. */
  readonly before: UserId | null
}

export interface RotaMonth {
  readonly rota: Rota
  readonly month: Temporal.PlainYearMonth
  /** In order of time. Quiet time is in none. */
  readonly parts: readonly MonthPart[]
}

/** The month on the rota's own clock. */
export function monthOf(state: RotaState, month: Temporal.PlainYearMonth): RotaMonth {
  const { rota, publishedUntil } = state
  const range = wholeMonth(month, rota.timeZone)
  const taken = joined(turnTimeline(state, range.start, range.end))
  const [first] = state.shifts
  const given = clip({ start: first?.start ?? range.end, end: publishedUntil ?? range.start }, range)
  const gaps = given.start < given.end ? findGaps(state, given.start, given.end) : []
  const isPopulated = rota.members.some(({ leftAt }) => leftAt === null)
  const open = clip({ start: publishedUntil ?? range.start, end: range.end }, range)
  const parts: MonthPart[] = [
    ...taken,
    ...gaps.map((gap): MonthPart => ({ ...gap, user: null, kind: 'gap', before: null })),
    ...(isPopulated && open.start < open.end
      ? [{ ...open, user: null, kind: 'open', before: null } as const]
      : []),
  ]
  return { rota, month, parts: parts.toSorted((a, b) => +a.start - +b.start) }
}

function wholeMonth(month: Temporal.PlainYearMonth, timeZone: string): Range {
  const at = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timeZone).epochMilliseconds)
  const first = month.toPlainDate({ day: 1 })
  return { start: at(first), end: at(first.add({ months: 1 })) }
}

/** The pieces of one shift or cover, between which it is quiet, are one part. */
function joined(stretches: readonly Stretch[]): MonthPart[] {
  const parts: { part: MonthPart; of: Stretch }[] = []
  for (const stretch of stretches) {
    const last = parts.at(-1)
    if (last && last.of.shift === stretch.shift && last.of.cover === stretch.cover)
      parts.splice(-1, 1, { part: { ...last.part, end: stretch.end }, of: stretch })
    else parts.push({ part: partOf(stretch), of: stretch })
  }
  return parts.map(({ part }) => part)
}

function partOf({ start, end, user, shift, cover }: Stretch): MonthPart {
  if (cover !== null)
    return cover.kind === 'cover'
      ? { start, end, user, kind: 'cover', before: cover.by }
      : { start, end, user, kind: 'decision', before: shift?.user ?? null }
  if (shift !== null && shift.user !== shift.countsFor)
    return { start, end, user, kind: 'swap', before: shift.countsFor }
  return { start, end, user, kind: 'turn', before: null }
}

/** Everybody who is named in it. */
export function peopleIn(months: readonly RotaMonth[]): UserId[] {
  const named = months.flatMap(({ parts }) => parts.flatMap(({ user, before }) => [user, before]))
  return [...new Set(named.filter((user) => user !== null))]
}
