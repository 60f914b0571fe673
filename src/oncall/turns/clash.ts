/** Finds the times in which one person is on call in two rotas at once. */
import type { UserId } from '#incidents/incident.ts'
import { clip, overlaps, type Range } from '#time.ts'
import { duties } from './duty.ts'
import type { RotaState } from './rota.ts'

export interface Clash extends Range {
  /** The name of the other rota. */
  readonly rota: string
}

/** Of the person's times in one rota, the parts in which they are on call in another, soonest first. */
export function clashesOf(user: UserId, times: readonly Range[], others: readonly RotaState[]): Clash[] {
  const [first] = times
  if (first === undefined) return []
  const until = new Date(Math.max(...times.map(({ end }) => +end)))
  return others
    .flatMap((state) => {
      const theirs = duties(state, first.start, until).filter((duty) => duty.user === user)
      return times.flatMap((time) =>
        theirs
          .filter((duty) => overlaps(duty, time))
          .map((duty) => ({ rota: state.rota.name, ...clip({ start: duty.start, end: duty.end }, time) })),
      )
    })
    .toSorted((a, b) => +a.start - +b.start)
}
