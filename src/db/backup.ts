/** A backup of the embedded database: its directory, packed. PostgreSQL has its own tools for that. */
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { constants, gunzipSync } from 'node:zlib'
import { Misconfigured } from '../misconfigured.ts'
import type { Database } from './database.ts'

/** Writes the database to `file`, completely or not at all. Returns its size in bytes. */
export async function backUp(database: Pick<Database, 'dump'>, file: string): Promise<number> {
  if (!database.dump)
    throw new Misconfigured(['DATABASE_URL is set: back up PostgreSQL with its own pg_dump.'])
  const packed = Buffer.from(await (await database.dump()).arrayBuffer())
  const part = `${file}.part`
  // A file left behind would keep its old rights.
  await rm(part, { force: true })
  await writeFile(part, packed, { mode: 0o600, flag: 'wx' })
  await rename(part, file)
  return packed.byteLength
}

/** Recognises a backup by its first bytes, since people name it as they like. A truncated one counts too. */
export async function isBackup(file: string): Promise<boolean> {
  const beginning = Buffer.alloc(4096)
  try {
    await using handle = await open(file)
    const { bytesRead } = await handle.read(beginning)
    const unpacked = gunzipSync(beginning.subarray(0, bytesRead), { finishFlush: constants.Z_SYNC_FLUSH })
    // The name of the archive's first file. Any of these may come first: the file system orders them.
    return /^\/(PG_VERSION|base|global|pg_|post)/.test(unpacked.toString('latin1', 0, 100))
  } catch {
    return false
  }
}
