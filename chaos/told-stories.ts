/** The stories that the project tells, each played once undisturbed to compare with. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readStory } from '../play/story/read-story.ts'
import type { Story } from '../play/story/story.ts'
import { inLanes } from './in-lanes.ts'
import { type Circumstances, type Life, playLife, wrongIn } from './life.ts'
import type { Setting } from './report.ts'

const folder = join(import.meta.dirname, '../play/stories')
/** Lives played at once: each keeps two processes busy by turns. */
const lanes = 2
/** The counts of a quick run. */
const shortest = 'deleted-company'

export interface Told {
  name: string
  story: Story
  undisturbed: Life
}

export interface Trial extends Told {
  circumstances: Omit<Circumstances, 'url'>
  /** The parts that must be as ever; by default everything. */
  compare?: typeof wrongIn
}

export interface Ended {
  name: string
  wrong: string[]
}

export type NewDatabase = Setting['newDatabase']

const told = new Map<NewDatabase, Promise<Told[]>>()

/** Played once a run. Throws when a story does not end as it says even when nothing goes wrong. */
export function tellStories(setting: Setting, newDatabase: NewDatabase): Promise<Told[]> {
  const playing = told.get(newDatabase) ?? playUndisturbed(setting, newDatabase)
  told.set(newDatabase, playing)
  return playing
}

async function playUndisturbed({ quick }: Setting, newDatabase: NewDatabase): Promise<Told[]> {
  const all = (await readdir(folder)).flatMap((file) => (file.endsWith('.yml') ? [file.slice(0, -4)] : []))
  const names = quick ? [shortest] : all.toSorted()
  return inLanes(lanes, names, async (name) => {
    const story = await readStory(join(folder, `${name}.yml`))
    // Slack's three seconds are real ones, and may pass on a busy machine.
    const first = await playLife(story, { url: await newDatabase?.() })
    const undisturbed =
      first.differences.length === 0 ? first : await playLife(story, { url: await newDatabase?.() })
    if (undisturbed.differences.length > 0) throw new Error(`${name}: ${undisturbed.differences.join('; ')}`)
    return { name, story, undisturbed }
  })
}

export async function playTrials(
  trials: readonly Trial[],
  newDatabase: NewDatabase,
  progress: (done: number, all: number, name: string) => void,
): Promise<Ended[]> {
  let done = 0
  return inLanes(lanes, trials, async ({ name, story, undisturbed, circumstances, compare = wrongIn }) => {
    const life = await playLife(story, { ...circumstances, url: await newDatabase?.() })
    done += 1
    progress(done, trials.length, name)
    return { name, wrong: compare(life, undisturbed) }
  })
}
