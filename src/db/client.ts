import { openPostgres } from './postgres.ts'
import type { Database, DatabaseOptions } from './database.ts'

/** Opens the database. Fails when PostgreSQL does not answer; does not migrate. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.url !== undefined) return openPostgres({ ...options, url: options.url })
  // Imported only here: users of PostgreSQL need not have the engine in memory.
  const { openEmbedded } = await import('./embedded.ts')
  return openEmbedded(options)
}
