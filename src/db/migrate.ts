import { readdir } from 'node:fs/promises'
import type { Migration } from 'kysely/migration'
import { Migrator } from 'kysely/migration'
import { Misconfigured } from '../misconfigured.ts'
import { type Database, type Db, openDatabase } from './client.ts'

const FOLDER = new URL('../../migrations/', import.meta.url)

/**
 * Brings the database to the newest migration, under a lock, in one transaction. Returns the names of those it ran.
 * Refuses a database that a newer version has already migrated.
 */
export async function migrate(database: Database): Promise<string[]> {
  // A migration may wait for another process's, and may take longer than a statement of the bot.
  if (database.url === undefined) return runPending(database.db)
  await using unhurried = await openDatabase({ url: database.url, dataDir: '', statementTimeout: 0 })
  return await runPending(unhurried.db)
}

/** The names of all migrations of this version, in order. */
export async function migrationNames(): Promise<string[]> {
  const files = await readdir(FOLDER)
  return files
    .filter((file) => /^\d{4}-[a-z0-9-]+\.ts$/.test(file))
    .map((file) => file.slice(0, -3))
    .toSorted()
}

async function runPending(db: Db): Promise<string[]> {
  await refuseNewer(db)
  const { error, results = [] } = await new Migrator({
    db,
    provider: { getMigrations: load },
  }).migrateToLatest()
  if (error !== undefined) throw new Error('The database could not be migrated', { cause: error })
  return results.map((result) => result.migrationName)
}

async function load(): Promise<Record<string, Migration>> {
  const names = await migrationNames()
  return Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [name, (await import(new URL(`${name}.ts`, FOLDER).href)) as Migration]),
    ),
  )
}

async function refuseNewer(db: Db): Promise<void> {
  const known = new Set(await migrationNames())
  const newer = (await executedMigrations(db)).filter((name) => !known.has(name))
  if (newer.length === 0) return
  throw new Misconfigured([
    `The database was migrated by a newer version of Muster (${newer.join(', ')}). Start that version, or restore a backup.`,
  ])
}

/** The names of those this version would run. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const done = new Set(await executedMigrations(db))
  return (await migrationNames()).filter((name) => !done.has(name))
}

async function executedMigrations(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return []
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute()
  return rows.map((row) => row.name)
}
