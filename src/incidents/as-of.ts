/** Decides as of when a card says how long something has lasted: the less often, the longer it has. Pure. */
import { day } from '#time.ts'
import type { Incident, IncidentEvent, Recorded } from './incident.ts'

const minute = 60_000

/** The card is edited for these no more than it was. */
const unseen: readonly IncidentEvent['type'][] = ['entered', 'left', 'invited', 'noted']

/** The instant that the lengths on the card are counted to: the last change, a promise broken, or the last time they are counted anew. */
export function asOf(
  { statusSince }: Pick<Incident, 'statusSince'>,
  events: readonly Recorded[],
  due: Date | null,
  now: Date,
): Date {
  const changed = events.findLast(({ type }) => !unseen.includes(type))?.at ?? statusSince
  const passed = now.getTime() - statusSince.getTime()
  const counted = statusSince.getTime() + Math.floor(passed / step(passed)) * step(passed)
  const broken = due !== null && due <= now ? due.getTime() : 0
  return new Date(Math.max(changed.getTime(), counted, broken))
}

/** The next time they are counted anew. */
export function countedNext({ statusSince }: Pick<Incident, 'statusSince'>, now: Date): Date {
  const passed = now.getTime() - statusSince.getTime()
  return new Date(statusSince.getTime() + (Math.floor(passed / step(passed)) + 1) * step(passed))
}

function step(passed: number): number {
  if (passed < 15 * minute) return 5 * minute
  if (passed < 60 * minute) return 15 * minute
  return passed < day ? 60 * minute : day
}
