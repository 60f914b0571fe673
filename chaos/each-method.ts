/** Every method that the stories call fails once, in every way: they end as if it had not. */
import type { Fault } from '../sandbox/surface.ts'
import type { Circumstances } from './life.ts'
import type { Finding, Setting } from './report.ts'
import { playTrials, tellStories } from './told-stories.ts'

const faults: Record<string, Fault> = {
  '429': { kind: 'rate_limited', retryAfter: 1 },
  '500': { kind: 'server_error', status: 500 },
  'request lost': { kind: 'request_lost' },
  'response lost': { kind: 'response_lost' },
  'executed late': { kind: 'executed_late', ms: 400 },
  'time-out': { kind: 'latency', ms: 3_300, when: 'after' },
}

export async function eachMethod(setting: Setting): Promise<Finding[]> {
  const { newDatabase, quick } = setting
  const told = await tellStories(setting, newDatabase)
  const findings: Finding[] = []
  for (const [kind, fault] of Object.entries(faults).slice(0, quick ? 1 : undefined)) {
    const methods = new Set<string>()
    let count = 0
    const hit = (method: string) => {
      methods.add(method)
      count += 1
    }
    // Latency takes real time, so each method suffers it in one of the stories only.
    const once = fault.kind === 'latency' ? new Set<string>() : null
    const trials = told.map((one) => ({ ...one, circumstances: failingOnce(fault, hit, once ?? new Set()) }))
    const ends = await playTrials(trials, newDatabase, (done, all, name) =>
      setting.progress(done, all, `${kind}, ${name}`),
    )
    const failed = ends.filter(({ wrong }) => wrong.length > 0)
    findings.push({
      name: `${kind} to each method of the stories`,
      ok: failed.length === 0,
      figures: {
        methods: methods.size,
        faults: count,
        stories: ends.length,
        converged: ends.length - failed.length,
      },
      problems: failed.map(({ name, wrong }) => `${name}: ${wrong.join('; ')}`),
    })
  }
  return findings
}

/** The first call of each method that `done` does not name yet. */
function failingOnce(
  fault: Fault,
  hit: (method: string) => void,
  done: Set<string>,
): Omit<Circumstances, 'url'> {
  return {
    interfere: ({ stage: { slack }, bot }) =>
      slack.faults.intercept(({ stage, method }) => {
        if (stage !== 'before' || done.has(method)) return
        done.add(method)
        hit(method)
        slack.faults.add({ ...fault, method, times: 1 })
        bot()?.disturb(method, fault.kind === 'executed_late' ? fault.ms + 100 : 0)
      }),
  }
}
