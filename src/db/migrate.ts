import { readdir } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { Migrator } from 'kysely/migration'
import { Misconfigured } from '../misconfigured.ts'
import { openDatabase } from './client.ts'
import type { Database, Db } from './database.ts'

const FOLDER = new URL('../../migrations/', import.meta.url)

/**
 * Brings the database to the newest migration, under a lock, in one transaction. Returns the names of the migrations it ran.
 * Refuses a database that a newer version has already migrated.
 */
export async function migrate(database: Database): Promise<string[]> {
  const [known, done] = await Promise.all([migrationNames(), executedMigrations(database.db)])
  refuseNewer(done.filter((name) => !known.includes(name)))
  if (known.every((name) => done.includes(name))) return []
  // A migration may wait for another process, and may exceed the bot's limit for a statement.
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

function refuseNewer(unknown: string[]): void {
  if (unknown.length === 0) return
  throw new Misconfigured([
    `The database was migrated by a newer version of Muster (${unknown.join(', ')}). Start that version, or restore a backup.`,
  ])
}

/** The names of the migrations that this version would run. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const done = new Set(await executedMigrations(db))
  return (await migrationNames()).filter((name) => !done.has(name))
}

async function executedMigrations(db: Db): Promise<string[]> {
  const table = sql<{ name: string | null }>`select to_regclass('kysely_migration')::text as name`
  if (!(await table.execute(db)).rows[0]?.name) return []
  const done = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute()
  return done.map((row) => row.name)
}
