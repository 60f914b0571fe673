import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite, types } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import type { Database, DatabaseOptions } from './database.ts'
import type { Schema } from './schema.ts'

/** Opens PostgreSQL compiled to WebAssembly, in this process. Two processes on one directory destroy it: hold the directory first. */
export async function openEmbedded(
  options: Pick<DatabaseOptions, 'dataDir' | 'snapshot'>,
): Promise<Database> {
  const pglite = await PGlite.create({
    parsers: { [types.DATE]: (text) => text },
    ...(options.snapshot === undefined
      ? { dataDir: await prepare(options.dataDir) }
      : { loadDataDir: options.snapshot }),
  })
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) })

  return {
    db,
    engine: 'pglite',
    dump: async () => {
      await pglite.query('checkpoint')
      return pglite.dumpDataDir('gzip')
    },
    listen: (channel, heard) => pglite.listen(channel, (payload) => queueMicrotask(() => heard(payload))),
    // Kysely closes the engine only once it has sent it a query.
    [Symbol.asyncDispose]: async () => {
      await db.destroy()
      if (!pglite.closed) await pglite.close()
    },
  }
}

async function prepare(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true })
  return join(dataDir, 'database')
}
