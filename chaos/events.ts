/** Events that come twice, in reverse, an hour late, or from a Slack whose clock is five minutes off: the stories end as ever. */
import type { EventFaults } from '../sandbox/surface.ts'
import type { Circumstances } from './life.ts'
import type { Finding, Setting } from './report.ts'
import { playTrials, tellStories } from './told-stories.ts'

const minute = 60_000

const ways: Record<string, Omit<Circumstances, 'url'>> = {
  'three times each': deliveredSo({ copies: 3 }),
  'in reverse': deliveredSo({ reverse: 3 }),
  'an hour late': deliveredSo({ delayMinutes: 60 }),
  'from a clock five minutes behind': { ahead: 5 * minute },
  'from a clock five minutes ahead': { ahead: -5 * minute },
}

export async function events(setting: Setting): Promise<Finding[]> {
  const { newDatabase, quick } = setting
  const told = await tellStories(setting, newDatabase)
  const findings: Finding[] = []
  for (const [way, circumstances] of Object.entries(ways).slice(0, quick ? 2 : undefined)) {
    const trials = told.map((one) => ({ ...one, circumstances }))
    const ends = await playTrials(trials, newDatabase, (done, all, name) =>
      setting.progress(done, all, `${way}, ${name}`),
    )
    const failed = ends.filter(({ wrong }) => wrong.length > 0)
    findings.push({
      name: `events ${way}`,
      ok: failed.length === 0,
      figures: { stories: ends.length, converged: ends.length - failed.length },
      problems: failed.map(({ name, wrong }) => `${name}: ${wrong.join('; ')}`),
    })
  }
  return findings
}

function deliveredSo(faults: Partial<EventFaults>): Omit<Circumstances, 'url'> {
  return {
    interfere({ stage: { slack } }) {
      slack.faults.set({ events: faults })
      return () => slack.faults.set({ events: { copies: 1, reverse: 0, delayMinutes: 0 } })
    },
  }
}
