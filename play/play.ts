/** `npm run play -- <story name or file> [--json]`: plays a story and says whether it ended as written. */
import '#umask.ts'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Misconfigured } from '#misconfigured.ts'
import { playStory } from './play-story.ts'
import { asJson, printed, summary } from './report.ts'
import { BadStory } from './story/bad-story.ts'
import { readStory } from './story/read-story.ts'

const folder = join(import.meta.dirname, 'stories')

/** The exit code: 0 when it ended as the story says, 1 when not, 2 when it could not be played. */
async function main(args: readonly string[]): Promise<number> {
  const json = args.includes('--json')
  const [wanted] = args.filter((one) => !one.startsWith('--'))
  if (wanted === undefined) {
    const names = (await readdir(folder)).map((name) => name.replace(/\.yml$/, ''))
    console.log(`Usage: npm run play -- <story name or file> [--json]\nStories: ${names.join(', ')}`)
    return 2
  }
  const named = join(folder, `${wanted}.yml`)
  try {
    const story = await readStory(existsSync(named) ? named : resolve(wanted))
    if (!json) console.log(`${story.title}\n${story.about ?? ''}\n`)
    const played = await playStory(
      story,
      json ? {} : { heard: (one) => console.log(printed(one, story.zone)) },
    )
    console.log(json ? JSON.stringify(asJson(story, played)) : summary(played))
    return played.differences.length === 0 ? 0 : 1
  } catch (error) {
    if (!(error instanceof BadStory) && !(error instanceof Misconfigured)) throw error
    console.error(error.message)
    return 2
  }
}

process.exitCode = await main(process.argv.slice(2))
