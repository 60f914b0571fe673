/** Contact methods and the messages that verify and test them. */
import type { Selectable } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import type { Schema } from '#db/schema.ts'
import type { ContactKind, NotificationRule } from '#policy/contacts.ts'
import { day } from '#time.ts'
import type { ContactMethod, ContactSetting } from './contact.ts'
import type { Written } from './contact-code.ts'
import { storedRules } from './own-rules.ts'

export interface ContactMessage {
  id: string
  method: string
  person: string
  purpose: 'code' | 'test'
  madeAt: Date
  expiresAt: Date
  tries: number
  usedAt: Date | null
}

export async function methodsOf(db: Db, people: readonly string[]): Promise<ContactMethod[]> {
  if (people.length === 0) return []
  const rows = await db
    .selectFrom('contact_method')
    .selectAll()
    .where('person', 'in', people)
    .orderBy('place')
    .orderBy('id')
    .execute()
  return rows.map(methodFrom)
}

export async function methodById(db: Db, id: string): Promise<ContactMethod | null> {
  const row = await db.selectFrom('contact_method').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? methodFrom(row) : null
}

/** Verified methods that were found dead since then. */
export async function methodsRetired(db: Db, since: Date): Promise<ContactMethod[]> {
  const rows = await db
    .selectFrom('contact_method')
    .selectAll()
    .where('retired_at', '>', since)
    .where('verified_at', 'is not', null)
    .execute()
  return rows.map(methodFrom)
}

/** Everybody with a weekly test. */
export async function weeklyTesters(db: Db): Promise<{ person: string; weeklyTest: string }[]> {
  const rows = await db
    .selectFrom('contact_setting')
    .select(['person', 'weekly_test'])
    .where('weekly_test', 'is not', null)
    .execute()
  return rows.flatMap(({ person, weekly_test: weeklyTest }) =>
    weeklyTest === null ? [] : [{ person, weeklyTest }],
  )
}

/** Everybody's usable methods with that value: two people may share a phone. */
export async function methodsWith(
  db: Db,
  kinds: readonly ContactKind[],
  value: string,
): Promise<ContactMethod[]> {
  const rows = await db
    .selectFrom('contact_method')
    .selectAll()
    .where('kind', 'in', kinds)
    .where('value', '=', value)
    .where('verified_at', 'is not', null)
    .execute()
  return rows.map(methodFrom)
}

export async function insertMethod(
  trx: Trx,
  { id, person, kind, value, place }: Pick<ContactMethod, 'id' | 'person' | 'kind' | 'value' | 'place'>,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('contact_method')
    .values({
      id,
      person,
      kind,
      value,
      place,
      added_at: now,
      verified_at: null,
      retired_at: null,
      retired_code: null,
    })
    .execute()
}

/** A verified method is alive again, though it was found dead before. */
export async function markVerified(trx: Trx, id: string, now: Date): Promise<void> {
  await trx
    .updateTable('contact_method')
    .set({ verified_at: now, retired_at: null, retired_code: null })
    .where('id', '=', id)
    .execute()
}

/** Marks a method as dead. False when it was before: the news is told once. */
export async function markRetired(db: Db, id: string, code: string, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('contact_method')
    .set({ retired_at: now, retired_code: code })
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function setPlaces(trx: Trx, person: string, ids: readonly string[]): Promise<void> {
  for (const [place, id] of ids.entries())
    await trx
      .updateTable('contact_method')
      .set({ place })
      .where('person', '=', person)
      .where('id', '=', id)
      .execute()
}

export async function deleteMethod(trx: Trx, person: string, id: string): Promise<void> {
  await trx.deleteFrom('contact_message').where('method', '=', id).where('person', '=', person).execute()
  await trx.deleteFrom('contact_method').where('person', '=', person).where('id', '=', id).execute()
}

/** All that is known of how to reach this person goes. */
export async function deleteContacts(trx: Trx, person: string): Promise<void> {
  await forgetReplies(trx, person)
  for (const table of ['contact_message', 'contact_setting', 'contact_method'] as const)
    await trx.deleteFrom(table).where('person', '=', person).execute()
}

/** Counts of wrong replies by SMS, and doors to answer by, are kept by the way's id. */
async function forgetReplies(trx: Trx, person: string): Promise<void> {
  const ways = trx.selectFrom('contact_method').where('person', '=', person)
  await trx
    .deleteFrom('phone_delivery')
    .where((e) => e(e.fn('split_part', ['kind', e.val(' '), e.val(2)]), 'in', ways.select('id')))
    .execute()
  await trx.deleteFrom('page_answer').where('method', 'in', ways.select('id')).execute()
}

export async function peopleWithContacts(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('contact_method').select('person').distinct().execute()
  return rows.map(({ person }) => person)
}

/** Messages of that purpose in the last day to that address, or asked for by that person. */
export async function writtenLately(
  trx: Trx,
  purpose: ContactMessage['purpose'],
  { person, valueHash }: Pick<Written, 'person' | 'valueHash'>,
  now: Date,
): Promise<Written[]> {
  const since = new Date(+now - day)
  await trx.deleteFrom('contact_message').where('made_at', '<', since).execute()
  const rows = await trx
    .selectFrom('contact_message')
    .select(['made_at as madeAt', 'person', 'value_hash as valueHash'])
    .where('purpose', '=', purpose)
    .where((e) => e.or([e('person', '=', person), e('value_hash', '=', valueHash)]))
    .execute()
  return rows
}

export async function insertContactMessage(
  trx: Trx,
  message: Pick<ContactMessage, 'id' | 'method' | 'person' | 'purpose' | 'madeAt' | 'expiresAt'> & {
    valueHash: string
  },
): Promise<void> {
  await trx
    .insertInto('contact_message')
    .values({
      id: message.id,
      method: message.method,
      person: message.person,
      purpose: message.purpose,
      value_hash: message.valueHash,
      made_at: message.madeAt,
      expires_at: message.expiresAt,
      tries: 0,
      used_at: null,
    })
    .execute()
}

const messageColumns = [
  'id',
  'method',
  'person',
  'purpose',
  'made_at as madeAt',
  'expires_at as expiresAt',
  'tries',
  'used_at as usedAt',
] as const

export async function contactMessage(db: Db, id: string): Promise<ContactMessage | undefined> {
  return db.selectFrom('contact_message').select(messageColumns).where('id', '=', id).executeTakeFirst()
}

/** Codes sent to this person in the last day. */
export async function codesTo(db: Db, person: string, now: Date): Promise<ContactMessage[]> {
  return db
    .selectFrom('contact_message')
    .select(messageColumns)
    .where('person', '=', person)
    .where('purpose', '=', 'code')
    .where('made_at', '>', new Date(+now - day))
    .execute()
}

/** Codes that this person may still type, the newest first; locked. */
export async function openCodes(trx: Trx, person: string, now: Date): Promise<ContactMessage[]> {
  return trx
    .selectFrom('contact_message')
    .select(messageColumns)
    .where('person', '=', person)
    .where('purpose', '=', 'code')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('made_at', 'desc')
    .forUpdate()
    .execute()
}

export async function countWrong(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await trx
    .updateTable('contact_message')
    .set((e) => ({ tries: e('tries', '+', 1) }))
    .where('id', 'in', ids)
    .execute()
}

export async function markUsed(trx: Trx, id: string, now: Date): Promise<void> {
  await trx.updateTable('contact_message').set({ used_at: now }).where('id', '=', id).execute()
}

export async function settingOf(db: Db, person: string): Promise<ContactSetting> {
  const row = await db
    .selectFrom('contact_setting')
    .selectAll()
    .where('person', '=', person)
    .executeTakeFirst()
  return {
    untilAnswered: row?.until_answered ?? false,
    weeklyTest: row?.weekly_test ?? null,
    rules: storedRules(row?.rules ?? null),
  }
}

/** People with rules of their own. */
export async function ownRules(
  db: Db,
  people: readonly string[],
): Promise<Map<string, readonly NotificationRule[]>> {
  if (people.length === 0) return new Map()
  const rows = await db
    .selectFrom('contact_setting')
    .select(['person', 'rules'])
    .where('person', 'in', people)
    .execute()
  return new Map(
    rows.flatMap(({ person, rules }) => {
      const own = storedRules(rules)
      return own === null ? [] : [[person, own] as const]
    }),
  )
}

export async function saveSetting(
  trx: Trx,
  person: string,
  { untilAnswered, weeklyTest, rules }: ContactSetting,
): Promise<void> {
  const set = {
    until_answered: untilAnswered,
    weekly_test: weeklyTest,
    rules: rules && JSON.stringify(rules),
  }
  await trx
    .insertInto('contact_setting')
    .values({ person, ...set })
    .onConflict((conflict) => conflict.column('person').doUpdateSet(set))
    .execute()
}

function methodFrom(row: Selectable<Schema['contact_method']>): ContactMethod {
  return {
    id: row.id,
    person: row.person,
    kind: row.kind as ContactKind,
    value: row.value,
    place: row.place,
    addedAt: row.added_at,
    verifiedAt: row.verified_at,
    retiredAt: row.retired_at,
    retiredCode: row.retired_code,
  }
}
