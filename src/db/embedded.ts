import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite, type PGliteOptions, types } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { Misconfigured } from '../misconfigured.ts'
import type { Database, DatabaseOptions } from './database.ts'
import { RESTORING } from './data-dir.ts'
import { closeTree, keepPrivate } from './private-folder.ts'
import type { Schema } from './schema.ts'

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

/** Runs the engine on the files in a data directory. It makes files that are open to everybody, at any umask; they are closed here. */
export async function openFiles(dataDir: string, options: Pick<PGliteOptions, 'parsers'>): Promise<PGlite> {
  await keepPrivate(dataDir)
  const database = join(dataDir, 'database')
  const restoring = join(dataDir, RESTORING)
  // An empty database in its place would look as if everything were lost.
  if (existsSync(restoring) && !existsSync(database))
    throw new Misconfigured([
      `MUSTER_DATA: a restore into ${dataDir} was cut off. Run npm run restore again; or delete ${restoring} to begin without it.`,
    ])
  await closeTree(database)
  const pglite = await PGlite.create({ ...options, dataDir: database })
  await closeTree(database)
  return pglite
}
