import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { openKeyLocks } from '#db/key-locks.ts'
import { migrate } from '#db/migrate.ts'
import { transact } from '#db/transact.ts'
import { forEachEngine } from '../database.ts'

const AT = new Date('2026-02-14T14:03:00Z')

forEachEngine('A database', (open, engine) => {
  test('reads instants, dates, large numbers and ranges alike on both engines', async () => {
    await using database = await open()
    const { rows } = await sql`
      select timestamptz '2026-02-14 15:03:00+01' as at, date '2026-03-29' as day, 7::int8 as n,
             tstzrange('2026-02-14 15:03:00+01', null) as r`.execute(database.db)
    expect(rows).toEqual([{ at: AT, day: '2026-03-29', n: 7, r: '["2026-02-14 14:03:00+00",)' }])
  })

  test('is migrated already, and migrating again does nothing', async () => {
    await using database = await open()
    expect(await migrate(database)).toEqual([])
  })

  test('is refused when a newer version has migrated it', async () => {
    await using database = await open()
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2026-02-14T14:03:00Z')`.execute(
      database.db,
    )
    await expect(migrate(database)).rejects.toThrow('newer version of Muster (9999-later)')
    await sql`delete from kysely_migration where name = '9999-later'`.execute(database.db)
  })

  test('starts without the rows of the test before', async () => {
    for (const _ of [1, 2]) {
      await using database = await open()
      await database.db.insertInto('due').values({ key: 'incident:1', due_at: AT, urgency: 0 }).execute()
      expect(await database.db.selectFrom('due').selectAll().execute()).toHaveLength(1)
    }
  })

  if (engine === 'postgres')
    test('plans a statement once in a session, but not one whose columns a migration may change', async () => {
      await using database = await open()
      const { db } = database
      const named = () => db.selectFrom('person').select('name').where('id', '=', 'U0WREN').execute()
      const starred = () => db.selectFrom('person').selectAll().where('id', '=', 'U0WREN').executeTakeFirst()
      const row = {
        id: 'U0WREN',
        name: 'Wren',
        time_zone: 'UTC',
        email: null,
        dm_channel: null,
        updated_at: AT,
      }
      await db
        .insertInto('person')
        .values({ ...row, active: true, guest: false })
        .execute()
      for (const ask of [named, starred, named, starred]) await ask()
      const planned = sql<{
        n: number
      }>`select count(*) as n from pg_prepared_statements where statement like ${'%from "person"%'}`
      expect((await planned.execute(db)).rows).toEqual([{ n: 1 }])

      await sql`alter table person add column shoe_size integer not null default 38`.execute(db)
      expect(await named()).toEqual([{ name: 'Wren' }])
      expect(await starred()).toMatchObject({ name: 'Wren', shoe_size: 38 })
      await sql`alter table person drop column shoe_size`.execute(db)
    })

  test('tells a listener of a commit', async () => {
    await using database = await open()
    const heard = Promise.withResolvers<string>()
    await database.listen('wake', () => heard.resolve('heard'))
    await transact(database.db, (trx) => sql`select pg_notify('wake', '')`.execute(trx))
    expect(await heard.promise).toBe('heard')
  })

  test('rolls back a transaction that hangs, and what follows in it fails', async () => {
    await using database = await open()
    const gate = Promise.withResolvers<void>()
    const late = Promise.withResolvers<string>()
    const hung = transact(
      database.db,
      async (trx) => {
        await trx.insertInto('due').values({ key: 'incident:1', due_at: AT, urgency: 0 }).execute()
        await gate.promise
        await trx
          .insertInto('due')
          .values({ key: 'incident:2', due_at: AT, urgency: 0 })
          .execute()
          .then(
            () => late.resolve('written'),
            () => late.resolve('refused'),
          )
      },
      50,
    )
    await expect(hung).rejects.toThrow('took too long')
    gate.resolve()
    expect(await late.promise).toBe('refused')
    expect(await database.db.selectFrom('due').selectAll().execute()).toEqual([])
  })

  test('locks a key once, and frees it', async () => {
    await using database = await open()
    await using locks = openKeyLocks(database)
    expect(await Promise.all([locks.tryLock('page:1'), locks.tryLock('page:1')])).toEqual([true, false])
    expect(await locks.tryLock('page:2')).toBe(true)
    await locks.unlock('page:1')
    expect([locks.held('page:1'), locks.held('page:2')]).toEqual([false, true])
    expect(await locks.tryLock('page:1')).toBe(true)
  })

  if (engine === 'pglite') return

  test('says what to do when the server cannot be used, without the address', async () => {
    await using database = await open()
    const unknown = new URL(database.url ?? '')
    unknown.pathname = '/hidden'
    await expect(openDatabase({ url: unknown.href, dataDir: '' })).rejects.toThrow(
      'there is no such database (3D000)',
    )
    await expect(openDatabase({ url: 'postgres://u:hidden@127.0.0.1:1/x', dataDir: '' })).rejects.toThrow(
      /^(?!.*hidden).*cannot be used \(ECONNREFUSED\)/s,
    )
  })

  test('locks a key among processes, and a lost session frees it', async () => {
    await using database = await open()
    await using locks = openKeyLocks(database)
    await using others = openKeyLocks(database)
    expect([await locks.tryLock('page:1'), await others.tryLock('page:1')]).toEqual([true, false])
    await endOtherSessions(database.db)
    await expect.poll(() => locks.held('page:1')).toBe(false)
    expect(locks.healthy()).toBe(false)
    await expect.poll(() => others.tryLock('page:1')).toBe(true)
    expect(await locks.tryLock('page:1')).toBe(false)
    expect(locks.healthy()).toBe(true)
  })

  test('a connection cut between two statements fails its transaction, and nothing else', async () => {
    await using database = await open()
    await using other = await database.again()
    const cut = transact(database.db, async (trx) => {
      await sql`select 1`.execute(trx)
      await endOtherSessions(other.db)
      // An error that nobody listens for would end the process here.
      await new Promise((resolve) => setImmediate(resolve))
      await sql`select 1`.execute(trx)
    })
    await expect(cut).rejects.toThrow()
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(database.db)
    expect(rows).toEqual([{ one: 1 }])
  })

  test('of two transactions that wait for each other both are carried out', async () => {
    await using database = await open()
    const [a, b] = ['incident:1', 'pages:U1']
    const due = [a, b].map((key) => ({ key, due_at: AT, urgency: 0 }))
    await database.db.insertInto('due').values(due).execute()
    let begun = 0
    const both = Promise.withResolvers<void>()
    const inOrder = (...keys: string[]) =>
      transact(database.db, async (trx) => {
        for (const key of keys) {
          await trx
            .updateTable('due')
            .set((eb) => ({ urgency: eb('urgency', '+', 1) }))
            .where('key', '=', key)
            .execute()
          if (++begun >= 2) both.resolve()
          await both.promise
        }
      })
    await Promise.all([inOrder(a, b), inOrder(b, a)])
    const rows = await database.db.selectFrom('due').select('urgency').execute()
    expect(rows).toEqual([{ urgency: 2 }, { urgency: 2 }])
  })

  test('wakes its listeners after the listening connection was lost', async () => {
    await using database = await open()
    let heard = 0
    await database.listen('wake', () => heard++)
    await endOtherSessions(database.db)
    await expect.poll(() => heard, { timeout: 60_000 }).toBeGreaterThan(0)
    const before = heard
    await sql`select pg_notify('wake', '')`.execute(database.db)
    await expect.poll(() => heard).toBeGreaterThan(before)
  })
})

async function endOtherSessions(db: Parameters<typeof transact>[0]): Promise<void> {
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where pid <> pg_backend_pid() and datname = current_database()`.execute(db)
}
