/** Every story that the project tells is played, and ends as it says. */
import { openAsBlob } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { playStory } from '../play/play-story.ts'
import { readStory } from '../play/story/read-story.ts'
import { forEachEngine } from './database.ts'

const folder = join(import.meta.dirname, '../play/stories')
const names = (await readdir(folder)).filter((name) => name.endsWith('.yml'))

forEachEngine('stories', (open, engine) => {
  test.each(names)('%s', async (name) => {
    const story = await readStory(join(folder, name))
    await using opened = engine === 'postgres' ? await open() : undefined
    // A bot that is killed comes back to the same data, so it needs some that outlive it.
    const restarts = story.steps.some((step) => step.bot !== undefined)
    const snapshot = restarts ? undefined : { snapshot: await openAsBlob(inject('snapshot')) }
    const database = opened?.url === undefined ? snapshot : { url: opened.url }
    const { differences } = await playStory(story, database ? { database } : {})
    expect(differences).toEqual([])
  })
})
