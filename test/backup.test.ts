/** The embedded database is backed up while the bot runs, restored elsewhere, and moved to PostgreSQL. */
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { type Installation, openInstallation } from './installation.ts'
import { emptyPostgres } from './empty-postgres.ts'
import { openModes } from './open-modes.ts'

async function declare({ slack }: Installation, what: string): Promise<void> {
  const act = {
    as: 'U05MIRA',
    act: 'command',
    channel: 'C01GENERAL',
    text: `/incident declare ${what}`,
  } as const
  expect(await slack.surface.do(act)).toEqual({ ok: true })
}

const titles = async (dataDir: string) => {
  await using database = await openDatabase({ dataDir })
  return (await database.db.selectFrom('incident').select('title').orderBy('number').execute()).map(
    ({ title }) => title,
  )
}

test('what was recorded when the backup was made is there after a restore', {
  timeout: 300_000,
}, async () => {
  await using there = await openInstallation()
  const bot = await there.start()
  await declare(there, 'checkout is down')
  const file = join(there.dataDir, '..', 'backup.tar.gz')
  await writeFile(`${file}.part`, 'left behind by one that was cut off')
  await chmod(`${file}.part`, 0o644)
  expect(await there.run('app/backup.ts', [file])).toMatchObject({ code: 0 })
  await declare(there, 'exports never arrive')
  expect((await there.run('app/restore.ts', [file])).said).toContain('already works on')
  expect(await bot.stop()).toBe(0)
  expect((await there.run('app/restore.ts', [file])).said).toContain('already holds a database')

  const elsewhere = join(there.dataDir, '..', 'elsewhere')
  await mkdir(join(elsewhere, 'restoring'), { recursive: true, mode: 0o700 })
  expect((await there.run('app/doctor.ts', [], { MUSTER_DATA: elsewhere })).said).toContain('was cut off')
  expect(await there.run('app/restore.ts', [file], { MUSTER_DATA: elsewhere })).toMatchObject({ code: 0 })
  expect(await titles(elsewhere)).toEqual(['checkout is down'])
  const again = await there.start({ MUSTER_DATA: elsewhere })
  await declare(there, 'the search finds nothing')
  expect(await again.stop()).toBe(0)
  expect(await titles(elsewhere)).toEqual(['checkout is down', 'the search finds nothing'])

  const stopped = join(there.dataDir, '..', 'stopped.tar.gz')
  expect(await there.run('app/backup.ts', [stopped])).toMatchObject({ code: 0 })
  expect((await there.run('app/restore.ts', ['/nowhere.tar.gz'])).said).toContain('There is no file')

  // The data, what was restored, and both backups: with everything that was done meanwhile.
  expect(await openModes(dirname(there.dataDir))).toEqual([])
})

test('a backup of PostgreSQL is left to its own tools', async () => {
  await using there = await openInstallation()
  const { said } = await there.run('app/backup.ts', [], { DATABASE_URL: 'postgres://127.0.0.1:1/muster' })
  expect(said).toContain('pg_dump')
})

test.skipIf(inject('postgres') === undefined)(
  'everything moves to PostgreSQL, and goes on there',
  async () => {
    await using there = await openInstallation()
    const bot = await there.start()
    await declare(there, 'checkout is down')
    expect(await bot.stop()).toBe(0)
    {
      // More than is read at once.
      await using embedded = await openDatabase({ dataDir: there.dataDir })
      const many = Array.from({ length: 2_000 }, (_, n) => ({ name: `many ${n}`, value: n }))
      await embedded.db.insertInto('counter').values(many).execute()
    }
    await using url = await emptyPostgres()
    const withPassword = url.url.replace('postgres@', 'postgres:hunter2@')
    const refused = await there.run('app/move.ts', [withPassword])
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('Set DATABASE_URL') })
    expect(refused.said).not.toContain('hunter2')
    expect(await there.run('app/move.ts')).toMatchObject({
      code: 1,
      said: expect.stringContaining('Where to?'),
    })
    expect(await there.run('app/move.ts', [], { DATABASE_URL: url.url })).toMatchObject({ code: 0 })
    expect(await there.run('app/move.ts', [url.url])).toMatchObject({
      code: 1,
      said: expect.stringContaining('The target is not empty'),
    })
    const moved = await there.start({ DATABASE_URL: url.url })
    await declare(there, 'exports never arrive')
    expect(await moved.stop()).toBe(0)
    await using database = await openDatabase({ url: url.url, dataDir: '' })
    const found = await database.db
      .selectFrom('incident')
      .select(['number', 'title'])
      .orderBy('number')
      .execute()
    expect(found).toEqual([
      { number: 1, title: 'checkout is down' },
      { number: 2, title: 'exports never arrive' },
    ])
    const many = await database.db
      .selectFrom('counter')
      .select((e) => e.fn.sum<string>('value').as('sum'))
      .where('name', 'like', 'many %')
      .executeTakeFirstOrThrow()
    expect(Number(many.sum)).toBe((1_999 * 2_000) / 2)
  },
)
