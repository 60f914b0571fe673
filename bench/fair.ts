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
        'busy year, published turns apart': busy.publishedTurns.worst,
        'published weekends apart': busy.publishedWeekends.worst,
        'turns apart when the year is cut off': busy.turns.worst,
        'in how many seeds at most 2': busy.turns.within,
        'weekends apart when the year is cut off': busy.weekends.worst,
        'most days of 28': busy.mostDaysOf28,
        'ten years in ms': tenYearsMs,
      },
    },
  ]
}
