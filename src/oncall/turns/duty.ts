import type { UserId } from '#incidents/incident.ts'
import { day, type Range } from '#time.ts'
import type { Cover, RotaState } from './rota.ts'
import { handOvers, type HandOver, onCallAt, turnTimeline } from './timeline.ts'

/** One person's time on call without interruption, hand-over to hand-over. */
export interface Duty extends Range {
  readonly user: UserId
  /** The reason why the person is there where it is not their own shift. */
  readonly cover: Cover | null
}

/** A time longer than any turn. */
const lookBack = 15 * day

/** Everybody's times on call that touch `from`..`until`, in order. */
export function duties(state: RotaState, from: Date, until: Date): Duty[] {
  const merged: Duty[] = []
  for (const { start, end, user, cover } of turnTimeline(state, new Date(+from - lookBack), until)) {
    const last = merged.at(-1)
    if (last && last.user === user && +last.end === +start) merged.splice(-1, 1, { ...last, end })
    else merged.push({ start, end, user, cover })
  }
  return merged.filter((duty) => duty.end > from)
}

/** The person on call, and the one after. */
export function dutyAt(state: RotaState, now: Date): { current: Duty | null; next: Duty | null } {
  const ahead = duties(state, now, state.publishedUntil ?? now)
  const current = ahead.find((duty) => duty.start <= now) ?? null
  return { current, next: ahead.find((duty) => duty.start > now) ?? null }
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
