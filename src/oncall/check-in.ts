/** Decides when somebody is asked who has not been heard from since the hand-over, and when somebody else. Never in anybody's night. */
import type { UserId } from '#incidents/incident.ts'
import type { HandOverRecord } from './hand-over-record.ts'
import { afterNight } from './turns/night-turn.ts'

/** The one who is asked when the person on call is not heard of: the rota's owner, else whoever comes next. */
export interface CheckIn {
  readonly remindAt: Date
  readonly asked: UserId | null
  readonly askAt: Date
}

const pause = 30 * 60_000

/** Takes the zone of each; null where there is nobody else to ask. */
export function checkInOf(
  { noticedAt }: Pick<HandOverRecord, 'noticedAt'>,
  timeZone: string,
  other: { user: UserId; timeZone: string } | null,
): CheckIn {
  const remindAt = afterNight(new Date(+noticedAt + pause), timeZone)
  const later = new Date(+remindAt + pause)
  return { remindAt, asked: other?.user ?? null, askAt: other ? afterNight(later, other.timeZone) : later }
}

/** The time to do something about a hand-over after which nothing was heard; null when there is nothing to do. */
export function nextNudge(
  { takenAt, askedAt, incoming }: HandOverRecord,
  { remindAt, askAt }: CheckIn,
  now: Date,
): Date | null {
  if (takenAt !== null || incoming === null || askedAt !== null) return null
  return [remindAt, askAt].find((at) => at > now) ?? null
}
