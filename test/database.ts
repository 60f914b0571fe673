import { randomBytes } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { sql } from 'kysely'
import { Client } from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import type { Database, Engine } from '#db/database.ts'

export interface TestDatabase extends Database {
  /** Opens the same data as a second process would. The embedded engine allows one process, so this is the same handle. */
  again(): Promise<Database>
}

/** A fresh, migrated database; close it with `await using`. */
export async function testDatabase(engine: Engine = 'pglite'): Promise<TestDatabase> {
  return engine === 'pglite' ? embedded() : cloned()
}

/** Runs a suite on the embedded engine, and on PostgreSQL where there is one; in CI there must be. */
export function forEachEngine(
  name: string,
  suite: (open: () => Promise<TestDatabase>, engine: Engine) => void,
): void {
  describe(`${name} [pglite]`, () => suite(() => testDatabase('pglite'), 'pglite'))
  if (inject('postgres') !== undefined) {
    describe(`${name} [postgres]`, () => suite(() => testDatabase('postgres'), 'postgres'))
  } else if (process.env['CI']) {
    test(`${name} [postgres]`, () => expect.unreachable('PostgreSQL was not found'))
  } else {
    describe.skip(`${name} [postgres] SKIPPED: no server found`, () =>
      suite(() => testDatabase('postgres'), 'postgres'))
  }
}

/** Embedded databases opened by this file that no test is using; a test takes one and puts it back. */
const idle: { database: Database; seed: Seed }[] = []

async function embedded(): Promise<TestDatabase> {
  const taken = idle.pop() ?? (await openSnapshot())
  const { database, seed } = taken
  await reset(database, seed)
  const unlisten: (() => Promise<void>)[] = []
  const handle: Database = {
    db: database.db,
    engine: 'pglite',
    listen: async (channel, heard) => {
      const stop = await database.listen(channel, heard)
      unlisten.push(stop)
      return stop
    },
    [Symbol.asyncDispose]: async () => {},
  }
  return {
    ...handle,
    again: async () => handle,
    [Symbol.asyncDispose]: async () => {
      for (const stop of unlisten) await stop()
      idle.push(taken)
    },
  }
}

async function openSnapshot(): Promise<{ database: Database; seed: Seed }> {
  const database = await openDatabase({ dataDir: '', snapshot: await openAsBlob(inject('snapshot')) })
  return { database, seed: await rowsOfMigrations(database) }
}

/** Every table with the rows that migrations put into it, as JSON. */
type Seed = { table: string; rows: string }[]

async function rowsOfMigrations({ db }: Database): Promise<Seed> {
  const tables = (await db.introspection.getTables()).map((table) => table.name)
  return Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{ rows: string }>`
        select coalesce(json_agg(t), '[]')::text as rows from ${sql.table(table)} t`.execute(db)
      return { table, rows: rows[0]?.rows ?? '[]' }
    }),
  )
}

async function reset({ db }: Database, seed: Seed): Promise<void> {
  await sql`truncate ${sql.join(seed.map(({ table }) => sql.table(table)))} restart identity cascade`.execute(
    db,
  )
  for (const { table, rows } of seed.filter((one) => one.rows !== '[]')) {
    await sql`insert into ${sql.table(table)}
      select * from json_populate_recordset(null::${sql.table(table)}, ${rows}::json)`.execute(db)
  }
}

async function cloned(): Promise<TestDatabase> {
  const server = inject('postgres')
  if (server === undefined) throw new Error('PostgreSQL was not found')
  const name = `${server.template}_${randomBytes(4).toString('hex')}`
  await using admin = await connect(server.url)
  await admin.query(`create database ${name} template ${server.template}`)
  const url = new URL(server.url)
  url.pathname = `/${name}`
  const database = await openDatabase({ url: url.href, dataDir: '' })
  return {
    ...database,
    again: () => openDatabase({ url: url.href, dataDir: '' }),
    [Symbol.asyncDispose]: async () => {
      await database[Symbol.asyncDispose]()
      await using dropper = await connect(server.url)
      await dropper.query(`drop database ${name} with (force)`)
    },
  }
}

async function connect(url: string): Promise<Client & AsyncDisposable> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() })
}
