/** Reminders in the database, and the facts that decide them. */
import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import type { Schema } from '#db/schema.ts'
import { speech } from '#history/heard.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Want } from './cadence.ts'
import type { Reminder } from './reminder.ts'

const columns = [
  'key',
  'nth',
  'cause',
  'person',
  'asked_at',
  'settled_at',
  'snoozed_until',
  'muted',
] as const satisfies (keyof Schema['reminder'])[]

/** An incident's reminders, in the order they were sent. */
export async function remindersOf(db: Db, incident: number): Promise<Reminder[]> {
  const rows = await db
    .selectFrom('reminder')
    .select(columns)
    .where('incident', '=', incident)
    .orderBy('asked_at')
    .orderBy('key')
    .orderBy('nth')
    .execute()
  return rows.map(reminderFrom)
}

export async function saveReminders(
  trx: Trx,
  incident: number,
  { ask, settle }: { ask: readonly Want[]; settle: readonly Reminder[] },
  now: Date,
): Promise<void> {
  for (const { key, nth } of settle) {
    await trx
      .updateTable('reminder')
      .set({ settled_at: now })
      .where('incident', '=', incident)
      .where('key', '=', key)
      .where('nth', '=', nth)
      .execute()
  }
  for (const { key, cause, person } of ask) {
    const earlier = await trx
      .selectFrom('reminder')
      .select((e) => e.fn.max('nth').as('nth'))
      .where('incident', '=', incident)
      .where('key', '=', key)
      .executeTakeFirst()
    await trx
      .insertInto('reminder')
      .values({
        incident,
        key,
        nth: (earlier?.nth ?? 0) + 1,
        cause,
        person,
        asked_at: now,
        settled_at: null,
        snoozed_until: null,
        muted: false,
      })
      .execute()
  }
}

/** Pauses a reminder until then; null for ever. */
export async function snoozeReminder(
  trx: Trx,
  incident: number,
  { key, nth }: Pick<Reminder, 'key' | 'nth'>,
  until: Date | null,
): Promise<void> {
  await trx
    .updateTable('reminder')
    .set(until === null ? { muted: true } : { snoozed_until: until })
    .where('incident', '=', incident)
    .where('key', '=', key)
    .where('nth', '=', nth)
    .where('settled_at', 'is', null)
    .execute()
}

/** The last time a person wrote about it. */
export async function lastSaid(db: Db, incident: number): Promise<Date | null> {
  const row = await db
    .selectFrom('message')
    .select((e) => e.fn.max('at').as('at'))
    .where('incident', '=', incident)
    .where('by_app', '=', false)
    .where((e) => e.or([e('subtype', 'is', null), e('subtype', 'in', speech)]))
    // A message deleted unheard may have been ours.
    .where('author', 'is not', null)
    .executeTakeFirst()
  return row?.at ?? null
}

/** Incidents this person became GEOC of since then; drills do not count. */
export async function incidentsTaken(db: Db, person: UserId, since: Date): Promise<number> {
  const row = await db
    .selectFrom('incident_event')
    .innerJoin('incident', 'incident.number', 'incident_event.incident')
    .select((e) => e.fn.count<string>('incident.number').distinct().as('taken'))
    .where('incident.drill', '=', false)
    .where('incident_event.type', '=', 'role given')
    .where('incident_event.at', '>', since)
    .where(sql<boolean>`incident_event.data ->> 'role' = 'geoc'`)
    .where(sql<boolean>`incident_event.data ->> 'to' = ${person}`)
    .executeTakeFirst()
  return Number(row?.taken ?? 0)
}

function reminderFrom(row: Pick<Selectable<Schema['reminder']>, (typeof columns)[number]>): Reminder {
  return {
    key: row.key,
    nth: row.nth,
    cause: row.cause,
    person: row.person,
    askedAt: row.asked_at,
    settledAt: row.settled_at,
    snoozedUntil: row.snoozed_until,
    muted: row.muted,
  }
}
