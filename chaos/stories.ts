/** SIGKILL at seeded points of the lives that all stories tell: each must end as it does when nobody is killed. */
import { type Death, killAt, type Point } from './kill-at.ts'
import { moments } from './moment.ts'
import { random, sample } from './random.ts'
import type { Finding, Setting } from './report.ts'
import { type NewDatabase, playTrials, tellStories, type Told, type Trial } from './told-stories.ts'

/** Deaths in all stories together, and in one life. */
const deaths = 200
const perLife = 10

export async function stories(setting: Setting): Promise<Finding[]> {
  const { quick, newDatabase } = setting
  const engines = newDatabase ? [newDatabase, null] : [null]
  const findings: Finding[] = []
  for (const engine of quick ? engines.slice(0, 1) : engines) findings.push(await storiesOn(engine, setting))
  return findings
}

async function storiesOn(newDatabase: NewDatabase, setting: Setting): Promise<Finding> {
  const engine = newDatabase ? 'postgres' : 'pglite'
  const told = await tellStories(setting, newDatabase)
  const count = setting.quick ? perLife / 2 : Math.ceil(deaths / told.length)
  const lives = told.flatMap((one, at) => livesOf(one, count, setting.seed * 100 + at))
  const ends = await playTrials(lives, newDatabase, (done, all, name) =>
    setting.progress(done, all, `${engine}, ${name}`),
  )
  const died = lives.flatMap((life) => life.died)
  const failed = lives.flatMap((life, at) => {
    const wrong = ends[at]?.wrong ?? []
    return wrong.length > 0 ? [{ ...life, wrong }] : []
  })
  return {
    name: `stories (${engine})`,
    ok: failed.length === 0 && died.length > 0,
    figures: {
      stories: told.length,
      lives: lives.length,
      'kill points': died.length,
      converged: died.length - failed.reduce((sum, life) => sum + life.died.length, 0),
    },
    problems: failed.map(
      (life) => `${life.name}, killed at ${pointsOf(life.died)}: ${life.wrong.join('; ')}`,
    ),
  }
}

/** Seeded points of one story, dealt out over as many lives as they need. */
function livesOf(told: Told, count: number, seed: number): (Trial & { died: Death[] })[] {
  const all = moments.flatMap((moment) =>
    Array.from({ length: told.undisturbed.calls }, (_, index): Point => ({ call: index + 1, moment })),
  )
  const points = sample(random(seed), all, count)
  const lives = Math.ceil(points.length / perLife)
  return Array.from({ length: lives }, (_, life) => {
    const died: Death[] = []
    const own = points.filter((_point, index) => index % lives === life)
    return {
      ...told,
      died,
      circumstances: { interfere: (scene) => killAt(own, scene, (death) => died.push(death)) },
    }
  })
}

function pointsOf(died: readonly Death[]): string {
  return died.map(({ call, method, moment }) => `${call} (${method}, ${moment})`).join(', ')
}
