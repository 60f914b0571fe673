/** People in the database, as Slack last described them. */
import type { Selectable } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Schema } from '#db/schema.ts'
import type { Person } from './person.ts'

export type KnownPerson = Person & { dmChannel: string | null }

/** Writes what Slack says now; the stored direct message is kept. */
export async function savePeople(db: Db, people: readonly Person[], now: Date): Promise<void> {
  if (people.length === 0) return
  await db
    .insertInto('person')
    .values(
      people.map(({ id, name, timeZone, email, active, guest }) => ({
        id,
        name,
        time_zone: timeZone,
        email,
        active,
        guest,
        dm_channel: null,
        updated_at: now,
      })),
    )
    .onConflict((c) =>
      c.column('id').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        time_zone: eb.ref('excluded.time_zone'),
        email: eb.ref('excluded.email'),
        active: eb.ref('excluded.active'),
        guest: eb.ref('excluded.guest'),
        updated_at: eb.ref('excluded.updated_at'),
      })),
    )
    .execute()
}

export async function findPeople(db: Db, ids: readonly string[]): Promise<Map<string, KnownPerson>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'time_zone', 'email', 'active', 'guest', 'dm_channel'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, known(row)]))
}

/** What everybody is called, by id, those who left included. */
export async function allNames(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('person').select(['id', 'name']).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Ids by lower-case e-mail address. */
export async function idsByEmail(db: Db, emails: readonly string[]): Promise<Map<string, string>> {
  if (emails.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['id', 'email'])
    .where('email', 'in', [...emails])
    .execute()
  return new Map(rows.flatMap(({ id, email }) => (email ? [[email, id]] : [])))
}

export async function saveDmChannel(db: Db, id: string, channel: string): Promise<void> {
  await db.updateTable('person').set({ dm_channel: channel }).where('id', '=', id).execute()
}

function known(row: Omit<Selectable<Schema['person']>, 'updated_at'>): KnownPerson {
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    email: row.email,
    active: row.active,
    guest: row.guest,
    dmChannel: row.dm_channel,
  }
}
