/** Brings the embedded database back from a backup. */
import { createReadStream } from 'node:fs'
import { access, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Misconfigured } from '../misconfigured.ts'
import { RESTORING } from './data-dir.ts'
import { openFiles } from './embedded.ts'
import { keepPrivate } from './private-folder.ts'
import { type Bounds, unpack, UnusableArchive } from './unpack.ts'

/**
 * Unpacks a backup into a data directory that has no database yet. Hold the directory meanwhile. The database is made in
 * a folder of its own, tried, and only then put in its place: a restore that is cut off leaves none.
 */
export async function restore(file: string, dataDir: string): Promise<void> {
  const target = join(dataDir, 'database')
  if (await hasFiles(target))
    throw new Misconfigured([
      `MUSTER_DATA: ${target} already holds a database. Move it away first; a backup is never unpacked over one.`,
    ])
  const fresh = join(dataDir, RESTORING)
  await rm(fresh, { recursive: true, force: true })
  await keepPrivate(fresh)
  try {
    await unpackDatabase(file, join(fresh, 'database'))
    const pglite = await openFiles(fresh, {})
    await pglite.query('select 1')
    await pglite.close()
    await rename(join(fresh, 'database'), target)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

async function unpackDatabase(file: string, folder: string): Promise<void> {
  const { size } = await stat(file)
  try {
    await unpack(createReadStream(file), folder, mostOf(size))
    // Without it the engine would make an empty database there.
    await access(join(folder, 'PG_VERSION')).catch(() => {
      throw new UnusableArchive('is no backup')
    })
  } catch (error) {
    if (!(error instanceof UnusableArchive)) throw error
    throw new Misconfigured([`${file} ${error.message}. Nothing was restored.`])
  }
}

/** A database packs to about a ninth, and its newest log, mostly empty, to a thousandth. */
function mostOf(packed: number): Bounds {
  return { files: 100_000, bytes: 256 * 1024 * 1024 + 100 * packed }
}

async function hasFiles(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length > 0
}
