import { openPostgres } from './postgres.ts'
import type { Database, DatabaseOptions } from './database.ts'

/** Opens the database. Fails when PostgreSQL does not answer; does not migrate. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.url !== undefined) return openPostgres({ ...options, url: options.url })
  // The engine itself, which PostgreSQL's users need not have in memory.
  const { openEmbedded } = await import('./embedded.ts')
  return openEmbedded(options)
}
