/** Brings the embedded database back from a backup. */
import { openAsBlob } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Misconfigured } from '../misconfigured.ts'
import { openFiles } from './embedded.ts'

/** Unpacks a backup into a data directory that has no database yet. Hold the directory meanwhile. */
export async function restore(file: string, dataDir: string): Promise<void> {
  const target = join(dataDir, 'database')
  if (await hasFiles(target))
    throw new Misconfigured([
      `MUSTER_DATA: ${target} already holds a database. Move it away first; a backup is never unpacked over one.`,
    ])
  const pglite = await openFiles(dataDir, { loadDataDir: await openAsBlob(file) })
  await pglite.query('select 1')
  await pglite.close()
}

async function hasFiles(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length > 0
}
