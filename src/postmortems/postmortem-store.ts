/** Post-mortems and people's writing in them, in the database. */
import type { Selectable } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import type { Schema } from '#db/schema.ts'
import type { SectionName } from './draft/draft.ts'
import type { Postmortem } from './postmortem.ts'
import type { TimelineEdit } from './draft/timeline.ts'

export async function findPostmortem(db: Db, incident: number): Promise<Postmortem | null> {
  const row = await db
    .selectFrom('postmortem')
    .selectAll()
    .where('incident', '=', incident)
    .executeTakeFirst()
  return row ? postmortemFrom(row) : null
}

/** Post-mortems neither published nor waived, without private incidents and drills; the earliest due first. */
export async function unfinished(db: Db): Promise<Postmortem[]> {
  const rows = await db
    .selectFrom('postmortem')
    .innerJoin('incident', 'incident.number', 'postmortem.incident')
    .selectAll('postmortem')
    .where('ended_at', 'is', null)
    .where('private', '=', false)
    .where('drill', '=', false)
    .where('incident.status', '=', 'resolved')
    .orderBy('due_at')
    .limit(200)
    .execute()
  return rows.map(postmortemFrom)
}

/** Post-mortems of this person neither published nor waived, without drills; private ones too. The earliest due first. */
export async function unfinishedOf(db: Db, owner: string): Promise<Postmortem[]> {
  const rows = await db
    .selectFrom('postmortem')
    .innerJoin('incident', 'incident.number', 'postmortem.incident')
    .selectAll('postmortem')
    .where('owner', '=', owner)
    .where('ended_at', 'is', null)
    .where('drill', '=', false)
    .where('incident.status', '=', 'resolved')
    .orderBy('due_at')
    .limit(50)
    .execute()
  return rows.map(postmortemFrom)
}

/** Begins a post-mortem, unless the incident has one. */
export async function insertPostmortem(trx: Trx, one: Postmortem): Promise<void> {
  await trx
    .insertInto('postmortem')
    .values({ incident: one.incident, ...columnsOf(one) })
    .onConflict((c) => c.column('incident').doNothing())
    .execute()
}

export async function lockPostmortem(trx: Trx, incident: number): Promise<Postmortem | null> {
  const row = await trx
    .selectFrom('postmortem')
    .selectAll()
    .where('incident', '=', incident)
    .forUpdate()
    .executeTakeFirst()
  return row ? postmortemFrom(row) : null
}

export async function savePostmortem(trx: Db, one: Postmortem): Promise<void> {
  await trx.updateTable('postmortem').set(columnsOf(one)).where('incident', '=', one.incident).execute()
}

export async function sectionsOf(db: Db, incident: number): Promise<Partial<Record<SectionName, string>>> {
  const rows = await db
    .selectFrom('postmortem_section')
    .selectAll()
    .where('incident', '=', incident)
    .execute()
  return Object.fromEntries(rows.map(({ name, text }) => [name, text]))
}

/** Saves a section; an empty text brings back the draft. */
export async function writeSection(
  trx: Trx,
  section: { incident: number; name: SectionName; text: string; by: string; at: Date },
): Promise<void> {
  const { incident, name, text, by, at } = section
  if (text === '') {
    await trx
      .deleteFrom('postmortem_section')
      .where('incident', '=', incident)
      .where('name', '=', name)
      .execute()
    return
  }
  await trx
    .insertInto('postmortem_section')
    .values({ incident, name, text, written_by: by, written_at: at })
    .onConflict((c) => c.columns(['incident', 'name']).doUpdateSet({ text, written_by: by, written_at: at }))
    .execute()
}

export async function editsOf(db: Db, incident: number): Promise<TimelineEdit[]> {
  return db
    .selectFrom('timeline_edit')
    .select(['key', 'placed', 'at', 'words'])
    .where('incident', '=', incident)
    .execute()
}

/** Parts that are null in the edit stay as they were. */
export async function editTimeline(
  trx: Trx,
  incident: number,
  edit: TimelineEdit,
  { by, at: now }: { by: string; at: Date },
): Promise<void> {
  const { key, placed, at, words } = edit
  await trx
    .insertInto('timeline_edit')
    .values({ incident, key, placed, at, words, edited_by: by, edited_at: now })
    .onConflict((c) =>
      c.columns(['incident', 'key']).doUpdateSet({
        ...(placed !== null && { placed }),
        ...(at !== null && { at }),
        ...(words !== null && { words }),
        edited_at: now,
        // The person whose words they are.
        ...(words !== null && { edited_by: by }),
      }),
    )
    .execute()
}

function postmortemFrom(row: Selectable<Schema['postmortem']>): Postmortem {
  return {
    incident: row.incident,
    status: row.status,
    owner: row.owner,
    inheritedFrom: row.inherited_from,
    reviewedBy: row.reviewed_by,
    dueAt: row.due_at,
    draftedAt: row.drafted_at,
    reviewAt: row.review_at,
    askedAt: row.asked_at,
    endedAt: row.ended_at,
    lesson: row.lesson,
    reason: row.reason,
  }
}

function columnsOf(one: Postmortem) {
  return {
    status: one.status,
    owner: one.owner,
    inherited_from: one.inheritedFrom,
    reviewed_by: one.reviewedBy,
    due_at: one.dueAt,
    drafted_at: one.draftedAt,
    review_at: one.reviewAt,
    asked_at: one.askedAt,
    ended_at: one.endedAt,
    lesson: one.lesson,
    reason: one.reason,
  }
}
