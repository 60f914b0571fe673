/** A backup of the embedded database: its directory, packed. PostgreSQL has its own tools for that. */
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { openAsBlob } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Misconfigured } from '../misconfigured.ts'
import type { Database } from './database.ts'

/** Writes the database to `file`, which is complete or not there. Returns its size in bytes. */
export async function backUp(database: Pick<Database, 'dump'>, file: string): Promise<number> {
  if (!database.dump)
    throw new Misconfigured(['DATABASE_URL is set: back up PostgreSQL with its own pg_dump.'])
  const packed = Buffer.from(await (await database.dump()).arrayBuffer())
  await writeFile(`${file}.part`, packed, { mode: 0o600 })
  await rename(`${file}.part`, file)
  return packed.byteLength
}

/** Unpacks a backup into a data directory that has no database yet. Hold the directory meanwhile. */
export async function restore(file: string, dataDir: string): Promise<void> {
  const target = join(dataDir, 'database')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  if (await hasFiles(target))
    throw new Misconfigured([
      `MUSTER_DATA: ${target} already holds a database. Move it away first; a backup is never unpacked over one.`,
    ])
  const pglite = await PGlite.create({ dataDir: target, loadDataDir: await openAsBlob(file) })
  await pglite.query('select 1')
  await pglite.close()
}

async function hasFiles(folder: string): Promise<boolean> {
  return (await readdir(folder).catch(() => [])).length > 0
}
