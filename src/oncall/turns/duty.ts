import type { UserId } from '#incidents/incident.ts'
import { day, type Range } from '#time.ts'
import { quietUntil } from './meant.ts'
import type { Cover, RotaState } from './rota.ts'
import { type HandOver, onCallAt, spells, turnTimeline } from './timeline.ts'

/** One person's time on call without interruption, hand-over to hand-over; quiet time interrupts nothing. */
export interface Duty extends Range {
  readonly user: UserId
  /** The reason why the person is there where it is not their own shift. */
  readonly cover: Cover | null
}

/** A time longer than any two turns. */
const lookBack = 30 * day

/** Everybody's times on call that touch `from`..`until`, in order. */
export function duties(state: RotaState, from: Date, until: Date): Duty[] {
  return spells(state, new Date(+from - lookBack), until).flatMap(({ user, ...spell }) =>
    user !== null && spell.end > from ? { ...spell, user } : [],
  )
}

export interface DutyNow {
  /** Null while nobody is on call. */
  readonly current: Duty | null
  /** The one after; in quiet time the one that begins or goes on then. */
  readonly next: Duty | null
  /** The end of the present quiet time; null while somebody is, or should be, on call. */
  readonly quietUntil: Date | null
}

export function dutyAt(state: RotaState, now: Date): DutyNow {
  const until = state.publishedUntil ?? now
  const ahead = duties(state, now, until)
  const there = onCallAt(state, now)
  const quiet = there === null ? quietUntil(state.rota, now) : null
  const under = ahead.find((duty) => duty.start <= now) ?? null
  const [resumes] = quiet === null ? [] : turnTimeline(state, now, until)
  const next = under && resumes ? { ...under, start: resumes.start } : ahead.find((duty) => duty.start > now)
  return { current: there && under, next: next ?? null, quietUntil: quiet }
}

/** The latest duty that has begun; it may be over. */
export function lastDuty(state: RotaState, now: Date): Duty | null {
  const all = duties(state, new Date(+now - lookBack), state.publishedUntil ?? now)
  return all.findLast((duty) => duty.start <= now) ?? null
}

/** The start of the person's present shift, or of the cover they took; null for a person who is not on call. */
export function shiftBegan(state: RotaState, user: UserId, now: Date): Date | null {
  const stretch = onCallAt(state, now)
  if (stretch?.user !== user) return null
  const began = [stretch.shift?.start, stretch.cover?.start].filter((at) => at !== undefined)
  return new Date(Math.max(...began.map((at) => at.getTime())))
}

/**
 * The hand-overs that have come since the one last recorded, oldest first. The first ever is that of the person on call
 * now; a rota that never had anybody has none.
 */
export function comeSince(
  state: RotaState,
  last: { at: Date; incoming: UserId | null } | null,
  now: Date,
): HandOver[] {
  if (last === null) {
    const { current } = dutyAt(state, now)
    return current ? [{ at: current.start, outgoing: null, incoming: current.user }] : []
  }
  const { at, incoming } = last
  return handOvers(state, at, new Date(+now + 1)).filter(
    (each) => +each.at !== +at || each.incoming !== incoming,
  )
}

/** The hand-overs in `from`..`until`, including one at `from`. Two shifts in a row by one person need none, and quiet time is none. */
export function handOvers(state: RotaState, from: Date, until: Date): HandOver[] {
  const all = spells(state, new Date(+from - lookBack), until)
  return all
    .map(({ start, user }, i) => ({ at: start, outgoing: all[i - 1]?.user ?? null, incoming: user }))
    .filter(({ at }) => at >= from)
}
