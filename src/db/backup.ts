/** A backup of the embedded database: its directory, packed. PostgreSQL has its own tools for that. */
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { constants, gunzipSync } from 'node:zlib'
import { Misconfigured } from '../misconfigured.ts'
import type { Database } from './database.ts'

/** Writes the database to `file`, which is complete or not there. Returns its size in bytes. */
export async function backUp(database: Pick<Database, 'dump'>, file: string): Promise<number> {
  if (!database.dump)
    throw new Misconfigured(['DATABASE_URL is set: back up PostgreSQL with its own pg_dump.'])
  const packed = Buffer.from(await (await database.dump()).arrayBuffer())
  const part = `${file}.part`
  // One that was left behind would keep the rights it has.
  await rm(part, { force: true })
  await writeFile(part, packed, { mode: 0o600, flag: 'wx' })
  await rename(part, file)
  return packed.byteLength
}

/** Knows a backup by what it begins with, since people name it as they like. Half of one counts. */
export async function isBackup(file: string): Promise<boolean> {
  const beginning = Buffer.alloc(4096)
  try {
    await using handle = await open(file)
    const { bytesRead } = await handle.read(beginning)
    const unpacked = gunzipSync(beginning.subarray(0, bytesRead), { finishFlush: constants.Z_SYNC_FLUSH })
    // The name of the first file in the archive; the order of files is the file system's.
    return /^\/(PG_VERSION|base|global|pg_|post)/.test(unpacked.toString('latin1', 0, 100))
  } catch {
    return false
  }
}
