/** SIGKILL at every outgoing call and every commit of a declare; then the end state must be that of an undisturbed one. */
import { commitMoments } from './commits.ts'
import { type DeclareScene, openDeclareScene, type Outcome, type Point } from './declare-scene.ts'
import { inLanes } from './in-lanes.ts'
import { moments } from './moment.ts'
import { random, sample } from './random.ts'
import { type Finding, recoveryTarget, rounded, type Setting } from './report.ts'

type Engine = 'postgres' | 'pglite'

/** Workplaces at once: most of a trial is spent waiting for what Slack may still carry out. */
const lanes = 4
/** Kill points of a quick run, among calls and among commits. */
const few = 2

export async function crash(setting: Setting): Promise<Finding[]> {
  const all: Engine[] = setting.newDatabase ? ['postgres', 'pglite'] : ['pglite']
  const findings: Finding[] = []
  for (const engine of setting.quick ? all.slice(0, 1) : all) findings.push(await crashOn(engine, setting))
  return findings
}

async function crashOn(engine: Engine, setting: Setting): Promise<Finding> {
  await using parts = new AsyncDisposableStack()
  const scenes: DeclareScene[] = []
  for (let lane = 0; lane < (setting.quick ? 1 : lanes); lane++) {
    const databaseUrl = engine === 'postgres' ? await setting.newDatabase?.() : undefined
    scenes.push(parts.use(await openDeclareScene(databaseUrl)))
  }
  const calls = Math.max(...scenes.map((scene) => scene.calls))
  const commits = Math.max(...scenes.map((scene) => scene.commits))
  const points = pointsOf(engine, calls, commits)
  const next = random(setting.seed)
  const chosen = setting.quick
    ? (['call', 'commit'] as const).flatMap((at) =>
        sample(
          next,
          points.filter((one) => one.at === at),
          few,
        ),
      )
    : points
  let done = 0
  const rest = chosen.values()
  const trials = await inLanes(scenes.length, scenes, async (scene) => {
    const outcomes: (Outcome | null)[] = []
    for (const point of rest) {
      setting.progress(done, chosen.length, `${engine}, ${told(point)}`)
      outcomes.push(await scene.dieAt(point))
      done += 1
    }
    return { outcomes, unequal: await scene.unequalDatabases() }
  })
  setting.progress(chosen.length, chosen.length, engine)
  const outcomes = trials.flatMap((lane) => lane.outcomes).filter((one) => one !== null)
  const unequal = trials.flatMap((lane) => lane.unequal)
  return { ...summary(outcomes, unequal, setting), name: `crash (${engine})` }
}

/** PGlite lives in the process: a commit is done, or it is not. */
function pointsOf(engine: Engine, calls: number, commits: number): Point[] {
  const counted = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
  const inCommits = commitMoments.filter((moment) => engine === 'postgres' || moment !== 'not answered')
  return [
    ...counted(calls).flatMap((nth) => moments.map((moment): Point => ({ at: 'call', nth, moment }))),
    ...counted(commits).flatMap((nth) => inCommits.map((moment): Point => ({ at: 'commit', nth, moment }))),
  ]
}

function summary(outcomes: Outcome[], unequal: string[], setting: Setting): Omit<Finding, 'name'> {
  const doubled = outcomes.filter((one) => one.doubled.length > 0)
  const lost = outcomes.filter((one) => one.lost.length > 0)
  const wrong = new Set([...doubled, ...lost])
  // Without kill points nothing was tried.
  const died = (['call', 'commit'] as const).every((at) => outcomes.some(({ point }) => point.at === at))
  // The start of a process is measured by itself, and depends on the machine.
  const afterStart = (one: Outcome) => Math.max(0, one.recovery - one.readyAfter)
  const slow = outcomes.filter((one) => afterStart(one) > recoveryTarget(setting))
  const worst = (of: (one: Outcome) => number) => rounded(Math.max(0, ...outcomes.map(of)) / 1000, 2)
  return {
    ok: wrong.size === 0 && unequal.length === 0 && slow.length === 0 && died,
    figures: {
      'kill points': outcomes.length,
      'at calls': outcomes.filter(({ point }) => point.at === 'call').length,
      'at commits': outcomes.filter(({ point }) => point.at === 'commit').length,
      converged: outcomes.length - wrong.size,
      doubled: doubled.length,
      lost: lost.length,
      'databases unequal': unequal.length,
      'worst recovery once ready s': worst(afterStart),
      'worst recovery from its start s': worst((one) => one.recovery),
      'slowest start s': worst((one) => one.readyAfter),
    },
    problems: [
      ...[...wrong].map(
        ({ point, method, doubled: twice, lost: missing }) =>
          `${told(point)} (${method}): ${[...twice, ...missing].join('; ')}`,
      ),
      ...slow.map((one) => `${told(one.point)} (${one.method}): ${Math.round(one.recovery)} ms`),
      ...unequal,
    ],
  }
}

function told({ at, nth, moment }: Point): string {
  return `${at} ${nth} ${moment}`
}
