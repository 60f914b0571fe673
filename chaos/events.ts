/** Events that come twice, in reverse, an hour late, or from a Slack whose clock is five minutes off: the stories end as ever. */
import type { EventFaults } from '../sandbox/surface.ts'
import { type Circumstances, wrongIn, wrongInEssence } from './life.ts'
import type { Finding, Setting } from './report.ts'
import { playTrials, tellStories } from './told-stories.ts'

const minute = 60_000

/** Its turns begin when Muster's clock says so, and the story's steps are told by Slack's. */
const byTheClock = 'a-week-on-call'

interface Way {
  circumstances: Omit<Circumstances, 'url'>
  compare: typeof wrongIn
}

const ways: Record<string, Way> = {
  'three times each': { circumstances: deliveredSo({ copies: 3 }), compare: wrongIn },
  'in reverse': { circumstances: deliveredSo({ reverse: 3 }), compare: wrongInEssence },
  'an hour late': { circumstances: deliveredSo({ delayMinutes: 60 }), compare: wrongInEssence },
  'from a clock five minutes behind': { circumstances: { ahead: 5 * minute }, compare: wrongInEssence },
  'from a clock five minutes ahead': { circumstances: { ahead: -5 * minute }, compare: wrongInEssence },
}

export async function events(setting: Setting): Promise<Finding[]> {
  const { newDatabase, quick } = setting
  const told = await tellStories(setting, newDatabase)
  const findings: Finding[] = []
  for (const [way, { circumstances, compare }] of Object.entries(ways).slice(0, quick ? 2 : undefined)) {
    const some = told.filter(({ name }) => name !== byTheClock || circumstances.ahead === undefined)
    const trials = some.map((one) => ({ ...one, circumstances, compare }))
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
