import type { Finding } from '../chaos/report.ts'
import { fairness } from './fairness.ts'

/** How evenly the rota falls, over seeded years. */
export async function fairBench({ quick }: { quick: boolean }): Promise<Finding[]> {
  const { seeds, calm, busy, tenYearsMs, ok } = fairness(quick ? 5 : 100)
  return [
    {
      name: 'fairness of the rota',
      ok,
      figures: {
        seeds,
        'calm year, turns apart': calm.turns.worst,
        'weekends apart': calm.weekends.worst,
        'busy year, turns apart': busy.publishedTurns.worst,
        'busy year, weekends apart': busy.publishedWeekends.worst,
        'most days of 28': busy.mostDaysOf28,
        'ten years in ms': tenYearsMs,
      },
    },
  ]
}
