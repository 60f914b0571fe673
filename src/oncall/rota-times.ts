/** Decides when something is to be said of a rota. */
import type { UserId } from '#incidents/incident.ts'
import { duties, dutyAt } from './turns/duty.ts'
import { type CheckIn, nextNudge } from './check-in.ts'
import type { HandOverRecord } from './hand-over-record.ts'
import { day, hour, inZone, type Range } from '#time.ts'
import type { RotaState } from './turns/rota.ts'
import { findGaps } from './turns/timeline.ts'

/** The time ahead in which turns are looked at: further than any reminder comes before its turn. */
export function lookAhead(now: Date): Date {
  return new Date(+now + 4 * day)
}

const decentHour = Temporal.PlainTime.from('10:00')

/** The time to remind somebody of a turn: at ten in the morning of the day before, where the person lives. */
export function remindedAt(turn: Pick<Range, 'start'>, timeZone: string): Date {
  const dayBefore = inZone(turn.start, timeZone).toPlainDate().subtract({ days: 1 })
  return new Date(dayBefore.toZonedDateTime({ timeZone, plainTime: decentHour }).epochMilliseconds)
}

/** The time to ask somebody what to tell the next person: an hour before the end, and never for an hour's cover. */
export function askedBefore({ start, end }: Range): Date {
  return new Date(+end - Math.min(hour, (+end - +start) / 2))
}

/** The time to warn the tech channel of a time without anybody: a week ahead. */
export function tellsOfGap(gap: Range): Date {
  return new Date(+gap.start - 7 * day)
}

/** The time to look at the rota again; null while it is empty. A day at most, since shifts are published every day. */
export function nextRotaLook(
  state: RotaState,
  last: HandOverRecord | null,
  checkIn: CheckIn | null,
  zoneOf: (user: UserId) => string,
  now: Date,
): Date | null {
  const populated = state.rota.members.some((member) => member.leftAt === null)
  const { current, next } = dutyAt(state, now)
  if (!populated && !current && !next) return null
  const instants = [
    new Date(+now + day),
    ...duties(state, now, lookAhead(now)).flatMap((duty) => [
      duty.start,
      duty.end,
      remindedAt(duty, zoneOf(duty.user)),
      askedBefore(duty),
    ]),
    ...state.swaps.flatMap((swap) => (swap.status === 'offered' ? [swap.expiresAt] : [])),
    ...state.covers.flatMap((cover) => (cover.kind === 'cover' && cover.user === null ? [cover.end] : [])),
    ...findGaps(state, now, state.publishedUntil ?? now).flatMap((gap) => [tellsOfGap(gap), gap.start]),
    ...(last && checkIn ? [nextNudge(last, checkIn, now)] : []),
  ]
  const ahead = instants.filter((at) => at !== null).filter((at) => at > now)
  return new Date(Math.min(...ahead.map(Number)))
}
