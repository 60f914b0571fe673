/** Finds the updates that came later than stakeholders were promised, or never. Pure. */
import type { Incident, Recorded } from '#incidents/incident.ts'
import { span } from '#words/length.ts'
import { byEvent, type CitedLine, line } from './evidence.ts'

const grace = 60_000

export function lateUpdates({ updates, resolvedAt }: Incident, events: readonly Recorded[]): CitedLine[] {
  return updates.flatMap(({ number, nextAt }, index) => {
    const next = updates[index + 1]?.at ?? null
    const end = next ?? resolvedAt
    if (nextAt === null || end === null || end.getTime() <= nextAt.getTime() + grace) return []
    const late = span(nextAt, end)
    const cites = events.filter((event) => event.type === 'update posted' && event.number === number)
    return [
      line(
        [
          next === null
            ? `The update promised after update ${number} never came: it was resolved ${late} after that was due.`
            : `The update promised after update ${number} came ${late} late.`,
        ],
        cites.map(byEvent),
      ),
    ]
  })
}
