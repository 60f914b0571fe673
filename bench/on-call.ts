/** A year of a company on call: 365 hand-overs, none missed and none doubled, although processes die and several replicas run. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#db/client.ts'
import type { Database } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import type { Finding, Setting } from '../chaos/report.ts'
import { OnCallWorld } from '../test/oncall-world.ts'
import { liveThrough, seeded } from '../test/oncall-year.ts'

const people = Array.from({ length: 33 }, (_, i) => `U0P${i + 1}`)

export async function onCallBench({ quick, seed, newDatabase, progress }: Setting): Promise<Finding[]> {
  const days = quick ? 40 : 365
  const findings: Finding[] = []
  progress(0, 2, 'one process that dies at random')
  findings.push(await alone(days, seed))
  if (newDatabase) {
    progress(1, 2, 'two replicas that die at random')
    findings.push(await together(days, seed, await newDatabase()))
  }
  progress(2, 2, '')
  return findings
}

async function alone(days: number, seed: number): Promise<Finding> {
  const dataDir = await mkdtemp(join(tmpdir(), 'muster-year-'))
  try {
    await using database = await openDatabase({ dataDir })
    return await live('one process, killed at random', days, seed, 1, database, async () => ({
      ...database,
      [Symbol.asyncDispose]: async () => {},
    }))
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function together(days: number, seed: number, url: string): Promise<Finding> {
  const open = () => openDatabase({ url, dataDir: '' })
  await using database = await open()
  return await live('two replicas, killed at random', days, seed, 2, database, open)
}

async function live(
  name: string,
  days: number,
  seed: number,
  replicas: number,
  database: Database,
  again: () => Promise<Database>,
): Promise<Finding> {
  await migrate(database)
  const world = new OnCallWorld({ ...database, again })
  const lived = { days, replicas, dying: 0.01, random: seeded(seed) }
  const { handOvers, missed, doubled, deaths, daily } = await liveThrough(world, people, lived)
  return {
    name,
    ok: handOvers === days && missed === 0 && doubled === 0,
    figures: { handOvers, missed, doubled, deaths, 'daily messages': daily },
  }
}
