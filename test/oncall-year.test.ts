/** Some days of a company on call: no hand-over is missed or doubled, although processes die. `npm run bench -- on-call` lives a year. */
import { expect, test } from 'vitest'
import { forEachEngine, testDatabase } from './database.ts'
import { OnCallWorld } from './oncall-world.ts'
import { liveThrough, seeded } from './oncall-year.ts'

const people = Array.from({ length: 11 }, (_, i) => `U0P${i}`)
const days = 10

test('quiet days: every hand-over once, one message a day', async () => {
  await using database = await testDatabase()
  const world = new OnCallWorld(database)
  const figures = await liveThrough(world, people, { days, replicas: 1, dying: 0, random: seeded(1) })
  expect(figures).toEqual({ handOvers: days, missed: 0, doubled: 0, deaths: 0, daily: days + 1 })
})

forEachEngine('a company on call', (open, engine) => {
  test('misses and doubles nothing while processes die at any call', async () => {
    await using database = await open()
    const world = new OnCallWorld(database)
    const replicas = engine === 'postgres' ? 2 : 1
    const figures = await liveThrough(world, people, { days, replicas, dying: 0.05, random: seeded(7) })
    expect(figures).toMatchObject({ handOvers: days, missed: 0, doubled: 0 })
    expect(figures.deaths).toBeGreaterThan(2)
  })
})
