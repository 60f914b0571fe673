import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { PGlite, type PGliteOptions, types } from '@electric-sql/pglite'
import { dataDir as emptyDatabase } from '@electric-sql/pglite-prepopulatedfs'
import { Kysely, PGliteDialect } from 'kysely'
import { Misconfigured } from '../misconfigured.ts'
import type { Database, DatabaseOptions } from './database.ts'
import { RESTORING } from './data-dir.ts'
import { closeTree, keepPrivate } from './private-folder.ts'
import type { Schema } from './schema.ts'
import { type Bounds, unpack } from './unpack.ts'

/** Opens PostgreSQL compiled to WebAssembly, in this process. Two processes on one directory destroy it: hold the directory first. */
export async function openEmbedded(
  options: Pick<DatabaseOptions, 'dataDir' | 'snapshot'>,
): Promise<Database> {
  const parsers = { [types.DATE]: (text: string) => text }
  const pglite =
    options.snapshot === undefined
      ? await openFiles(options.dataDir, { parsers })
      : await PGlite.create({ parsers, loadDataDir: options.snapshot })
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) })

  return {
    db,
    engine: 'pglite',
    dump: async () => {
      await pglite.query('checkpoint')
      return pglite.dumpDataDir('gzip')
    },
    listen: (channel, heard) => pglite.listen(channel, (payload) => queueMicrotask(() => heard(payload))),
    // Kysely closes the engine only if it has ever sent it a query.
    [Symbol.asyncDispose]: async () => {
      await db.destroy()
      if (!pglite.closed) await pglite.close()
    },
  }
}

/** Runs the engine on the files in a data directory, an empty database where there are none. It makes files that are open to everybody, at any umask; they are closed here. */
export async function openFiles(dataDir: string, options: Pick<PGliteOptions, 'parsers'>): Promise<PGlite> {
  await keepPrivate(dataDir)
  const database = join(dataDir, 'database')
  const restoring = join(dataDir, RESTORING)
  // An empty database in its place would look as if everything were lost.
  if (existsSync(restoring) && !existsSync(database))
    throw new Misconfigured([
      `MUSTER_DATA: a restore into ${dataDir} was cut off. Run npm run restore again; or delete ${restoring} to begin without it.`,
    ])
  if (!existsSync(database)) await makeFiles(dataDir, database)
  await closeTree(database)
  const pglite = await PGlite.create({ ...options, dataDir: database })
  await closeTree(database)
  return pglite
}

/** Bounds of a database without content, which takes 40 MB in 1,000 files. */
const EMPTY: Bounds = { files: 5_000, bytes: 256 * 1024 * 1024 }

/** Unpacks an empty database, made beforehand: the engine needs four times as long to make one, and twice the memory. Cut off, it leaves none. */
async function makeFiles(dataDir: string, database: string): Promise<void> {
  const making = join(dataDir, 'making')
  await rm(making, { recursive: true, force: true })
  const packed = await emptyDatabase()
  await unpack(Readable.fromWeb(packed.stream()), making, EMPTY)
  await rename(making, database)
}
