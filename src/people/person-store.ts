/** People in the database, as Slack last described them. */
import { type Selectable, sql } from 'kysely'
import type { Db } from '#db/database.ts'
import type { Schema } from '#db/schema.ts'
import type { Person } from './person.ts'

export type KnownPerson = Person & { dmChannel: string | null }

/**
 * Writes Slack's latest description; the stored direct message is kept. Somebody who left and was erased stays so unless
 * they come back.
 */
export async function savePeople(db: Db, people: readonly Person[], now: Date): Promise<void> {
  if (people.length === 0) return
  await db
    .insertInto('person')
    .values(
      people.map(({ id, name, timeZone, email, active, guest, left, changedAt }) => ({
        id,
        name,
        time_zone: timeZone,
        email,
        active,
        guest,
        dm_channel: null,
        updated_at: now,
        changed_at: changedAt,
        // Slack's own time counts only where nobody here saw them go: it may be that of an earlier change.
        departed_at: left ? (changedAt ?? now) : null,
      })),
    )
    .onConflict((c) =>
      c
        .column('id')
        .doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          time_zone: eb.ref('excluded.time_zone'),
          email: eb.ref('excluded.email'),
          active: eb.ref('excluded.active'),
          guest: eb.ref('excluded.guest'),
          updated_at: eb.ref('excluded.updated_at'),
          changed_at: eb.ref('excluded.changed_at'),
          departed_at: sql`case when excluded.departed_at is null then null when person.active then ${now}
          else coalesce(person.departed_at, excluded.departed_at) end`,
          erased_at: null,
        }))
        .where((e) => e.or([e('person.erased_at', 'is', null), e('excluded.active', '=', true)])),
    )
    .execute()
}

/** Notes that the person did something in Slack, at `at` or later. */
export async function saveAct(db: Db, id: string, at: Date): Promise<void> {
  await db
    .updateTable('person')
    .set({ acted_at: at })
    .where('id', '=', id)
    .where((e) => e.or([e('acted_at', 'is', null), e('acted_at', '<', at)]))
    .execute()
}

export async function findPeople(db: Db, ids: readonly string[]): Promise<Map<string, KnownPerson>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name', 'time_zone', 'email', 'active', 'guest', 'dm_channel', 'changed_at'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, known(row)]))
}

/** Everybody's name, by id, those who left included unless they were erased. */
export async function allNames(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('person').select(['id', 'name']).where('erased_at', 'is', null).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Ids by lower-case e-mail address. Of several accounts the active full member's counts, then the newest. */
export async function idsByEmail(db: Db, emails: readonly string[]): Promise<Map<string, string>> {
  if (emails.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['id', 'email'])
    .where('email', 'in', [...emails])
    // The last row of an address wins.
    .orderBy('active')
    .orderBy('guest', 'desc')
    .orderBy('changed_at', (order) => order.asc().nullsFirst())
    .orderBy('id')
    .execute()
  return new Map(rows.flatMap(({ id, email }) => (email ? [[email, id]] : [])))
}

/** The lower-case addresses still to be asked about: no active full member has them, and Slack was not asked `since` then. */
export async function unheardOf(db: Db, emails: readonly string[], since: Date | null): Promise<Set<string>> {
  if (emails.length === 0) return new Set()
  const [known, asked] = [
    await db
      .selectFrom('person')
      .select('email')
      .where('email', 'in', [...emails])
      .where('active', '=', true)
      .where('guest', '=', false)
      .execute(),
    await db
      .selectFrom('address_lookup')
      .select('email')
      .where('email', 'in', [...emails])
      .$if(since !== null, (q) => q.where('looked_at', '>=', since))
      .execute(),
  ]
  const settled = new Set([...known, ...asked].map(({ email }) => email))
  return new Set(emails.filter((email) => !settled.has(email)))
}

/** True while people are known, and no colleague among them has an e-mail address. */
export async function areAddressesHidden(db: Db): Promise<boolean> {
  const colleagues = db.selectFrom('person').where('active', '=', true).where('guest', '=', false)
  const one = await colleagues.select('id').limit(1).executeTakeFirst()
  return (
    one !== undefined &&
    !(await colleagues.where('email', 'is not', null).select('id').limit(1).executeTakeFirst())
  )
}

/** Notes that the owners of these lower-case addresses are settled, or that they have none. */
export async function noteLookups(db: Db, emails: readonly string[], now: Date): Promise<void> {
  if (emails.length === 0) return
  await db
    .insertInto('address_lookup')
    .values(emails.map((email) => ({ email, looked_at: now })))
    .onConflict((c) => c.column('email').doUpdateSet({ looked_at: now }))
    .execute()
}

export async function saveDmChannel(db: Db, id: string, channel: string): Promise<void> {
  await db.updateTable('person').set({ dm_channel: channel }).where('id', '=', id).execute()
}

function known(
  row: Omit<Selectable<Schema['person']>, 'updated_at' | 'departed_at' | 'erased_at' | 'acted_at'>,
): KnownPerson {
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    email: row.email,
    active: row.active,
    guest: row.guest,
    dmChannel: row.dm_channel,
    changedAt: row.changed_at,
  }
}
