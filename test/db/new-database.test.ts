/** A new embedded database is unpacked instead of made: it is the same, and half of one is never opened. */
import { mkdir, mkdtempDisposable, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { dataDir } from '@electric-sql/pglite-prepopulatedfs'
import { expect, test } from 'vitest'
import { openDatabase } from '#db/client.ts'

test('the engine would make the same database', async () => {
  const unpacked = await facts(await PGlite.create({ loadDataDir: await dataDir() }))
  expect(unpacked).toEqual(await facts(await PGlite.create()))
  expect(unpacked.settings.length).toBeGreaterThan(5)
})

test('one that was cut off while it was unpacked is unpacked once more', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'muster-new-'))
  await mkdir(join(folder.path, 'making', 'base'), { recursive: true })
  await writeFile(join(folder.path, 'making', 'PG_VERSION'), '18')
  await using database = await openDatabase({ dataDir: folder.path })
  expect(await database.db.selectNoFrom((e) => e.val('x').as('x')).execute()).toEqual([{ x: 'x' }])
  expect(await readdir(folder.path)).not.toContain('making')
})

async function facts(engine: PGlite) {
  await using _ = { [Symbol.asyncDispose]: () => engine.close() }
  // The zone is that of the machine it was made on, as it is on any server.
  const settings = await engine.query(`
    select name, setting from pg_settings where source in ('configuration file', 'override')
      and name not in ('TimeZone', 'log_timezone') order by name`)
  const databases = await engine.query(
    'select datname, encoding, datcollate, datctype, datlocprovider from pg_database order by datname',
  )
  const extensions = await engine.query('select extname, extversion from pg_extension order by extname')
  const types = await engine.query('select count(*) from pg_type')
  const tables = await engine.query("select tablename from pg_tables where schemaname = 'public'")
  return {
    settings: settings.rows,
    databases: databases.rows,
    extensions: extensions.rows,
    types: types.rows,
    tables: tables.rows,
  }
}
