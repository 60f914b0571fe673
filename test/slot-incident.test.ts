/** Slots know their incident, those of a database from before there was a column for it too. */
import type { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { freshRow } from '#reconcile/slot-store.ts'
import { up } from '../migrations/0070-slot-incident.ts'
import { forEachEngine } from './database.ts'

forEachEngine('slots and incidents', (open) => {
  test('the incident of a slot is read from its owner, in rows that were there before and in new ones', async () => {
    await using database = await open()
    const { db } = database
    const owners = ['incident:1', 'incident:1204', 'postmortem:7', 'oncall:today', 'incident:x']
    const fresh = { ...freshRow, name: 'room', kind: 'room' }
    await db.schema.alterTable('slot').dropColumn('incident').execute()
    await db
      .insertInto('slot')
      .values(owners.slice(1).map((owner) => ({ ...fresh, owner })))
      .execute()
    await up(db as unknown as Kysely<unknown>)
    await db
      .insertInto('slot')
      .values({ ...fresh, owner: 'incident:1' })
      .execute()
    const rows = await db.selectFrom('slot').select(['owner', 'incident']).execute()
    expect(Object.fromEntries(rows.map(({ owner, incident }) => [owner, incident]))).toEqual({
      'incident:1': 1,
      'incident:1204': 1204,
      'postmortem:7': null,
      'oncall:today': null,
      'incident:x': null,
    })
  })
})
