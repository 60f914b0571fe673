import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { dataDir } from '@electric-sql/pglite-prepopulatedfs'
import { Kysely, PGliteDialect } from 'kysely'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#db/client.ts'
import { migrate, migrationNames } from '#db/migrate.ts'
import type { Schema } from '#db/schema.ts'
import { findPostgres } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A file holding the dumped data directory of a migrated, empty embedded database. */
    snapshot: string
    /** A PostgreSQL server and the migrated, empty database on it that each test's is cloned from. */
    postgres: { url: string; template: string } | undefined
  }
}

const ROOT = join(import.meta.dirname, '..')
const CACHE = join(ROOT, '.test')

/** Prepares, once a run, a migrated database of each engine for the tests to copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('snapshot', await snapshotFile())
  const server = await findPostgres()
  if (server === undefined) {
    console.log('SKIPPED the suites on PostgreSQL: set TEST_DATABASE_URL, or install it (initdb, postgres)')
    project.provide('postgres', undefined)
    return async () => {}
  }
  const template = `muster_test_${randomBytes(4).toString('hex')}`
  await sql(server.url, `create database ${template}`)
  {
    await using database = await openDatabase({ url: urlOf(server.url, template), dataDir: '' })
    await migrate(database)
  }
  project.provide('postgres', { url: server.url, template })
  return async () => {
    await sql(server.url, `drop database ${template} with (force)`)
    await server[Symbol.asyncDispose]()
  }
}

async function snapshotFile(): Promise<string> {
  const hash = createHash('sha256')
  for (const name of await migrationNames())
    hash.update(await readFile(join(ROOT, 'migrations', `${name}.ts`)))
  hash.update(await readFile(join(ROOT, 'node_modules/@electric-sql/pglite/package.json')))
  const file = join(CACHE, `pglite-${hash.digest('hex').slice(0, 16)}.tar`)
  if (existsSync(file)) return file

  const pglite = await PGlite.create({ loadDataDir: await dataDir() })
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) })
  await migrate({
    db,
    engine: 'pglite',
    listen: async () => async () => {},
    [Symbol.asyncDispose]: async () => {},
  })
  const dump = await pglite.dumpDataDir('none')
  await db.destroy()
  await mkdir(CACHE, { recursive: true })
  const unfinished = `${file}.${randomBytes(4).toString('hex')}`
  await writeFile(unfinished, dump.stream())
  await rename(unfinished, file)
  return file
}

function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

async function sql(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
