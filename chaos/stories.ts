/** SIGKILL at seeded points of the lives that all stories tell: each must end as it does when nobody is killed. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readStory } from '../play/story/read-story.ts'
import type { Story } from '../play/story/story.ts'
import { difference } from './difference.ts'
import { inLanes } from './in-lanes.ts'
import { type Life, playLife, type Point } from './life.ts'
import { moments } from './moment.ts'
import { random, sample } from './random.ts'
import type { Finding, Setting } from './report.ts'

const folder = join(import.meta.dirname, '../play/stories')
/** Deaths in all stories together, and in one life. */
const deaths = 200
const perLife = 10

interface Told {
  name: string
  story: Story
  undisturbed: Life
}

export async function stories(setting: Setting): Promise<Finding[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yml')).toSorted()
  const chosen = setting.quick ? ['deleted-company.yml'] : names
  const engines = setting.quick || !setting.newDatabase ? [null] : ([setting.newDatabase, null] as const)
  const findings: Finding[] = []
  for (const newDatabase of engines) findings.push(await storiesOn(chosen, newDatabase, setting))
  return findings
}

async function storiesOn(
  names: readonly string[],
  newDatabase: Setting['newDatabase'],
  setting: Setting,
): Promise<Finding> {
  const engine = newDatabase ? 'postgres' : 'pglite'
  const told = await inLanes(2, names, async (name): Promise<Told> => {
    const story = await readStory(join(folder, name))
    return { name, story, undisturbed: await playLife(story, [], await newDatabase?.()) }
  })
  const lives = told.flatMap((one, at) => planned(one, Math.ceil(deaths / told.length), setting, at))
  let done = 0
  const ends = await inLanes(2, lives, async ({ name, story, undisturbed, points }) => {
    const life = await playLife(story, points, await newDatabase?.())
    done += 1
    setting.progress(done, lives.length, `${engine}, ${name}`)
    const before = undisturbed.differences
    const wrong = [
      ...life.differences.filter((one) => !before.includes(one)),
      ...difference(undisturbed.slack, life.slack, 'slack'),
      ...difference(undisturbed.database, life.database, 'database'),
    ]
    return { name, life, wrong }
  })
  const died = ends.flatMap(({ life }) => life.died)
  const failed = ends.filter(({ wrong }) => wrong.length > 0)
  return {
    name: `stories (${engine})`,
    ok: failed.length === 0 && told.every(({ undisturbed }) => undisturbed.differences.length === 0),
    figures: {
      stories: told.length,
      lives: ends.length,
      'kill points': died.length,
      converged: died.length - failed.reduce((sum, { life }) => sum + life.died.length, 0),
    },
    problems: [
      ...told.flatMap(({ name, undisturbed }) =>
        undisturbed.differences.map((one) => `${name}, undisturbed: ${one}`),
      ),
      ...failed.map(
        ({ name, life, wrong }) =>
          `${name}, killed at ${life.died.map(({ call, method, moment }) => `${call} (${method}, ${moment})`).join(', ')}: ${wrong.join('; ')}`,
      ),
    ],
  }
}

/** Seeded points of one story, dealt out over as many lives as they need. */
function planned(
  told: Told,
  count: number,
  { seed, quick }: Setting,
  at: number,
): (Told & { points: Point[] })[] {
  const next = random(seed * 100 + at)
  const all = moments.flatMap((moment) =>
    Array.from({ length: told.undisturbed.calls }, (_, index): Point => ({ call: index + 1, moment })),
  )
  const points = sample(next, all, quick ? 5 : count)
  const lives = Math.ceil(points.length / perLife)
  return Array.from({ length: lives }, (_, life) => ({
    ...told,
    points: points.filter((_, index) => index % lives === life).toSorted((a, b) => a.call - b.call),
  }))
}
