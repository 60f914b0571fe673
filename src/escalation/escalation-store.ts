/** Climbs and their pages, read from the database. */
import type { ExpressionBuilder, Selectable } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import type { Schema } from '#db/schema.ts'
import { readActor } from '#incidents/actor.ts'
import type { Callee, UserId } from '#incidents/incident.ts'
import type { Climb } from './climb.ts'
import type { Step } from './ladder.ts'
import { type Page, waitedFor } from './page.ts'
import { type GroupName, groupNumber, isAlertGroup, type Subject, subjectIn } from './subject.ts'

const climbColumns = [
  'id',
  'incident',
  'alert_group',
  'role',
  'reason',
  'started_by',
  'started_at',
  'state',
  'answered_by',
  'level',
  'level_since',
  'held_until',
  'steps',
  'round',
] as const satisfies (keyof Schema['escalation'])[]

const pageColumns = [
  'page.escalation',
  'page.id',
  'page.level',
  'page.person',
  'page.why',
  'page.status',
  'page.queued_at',
  'page.sent_at',
  'page.sent_ts',
  'page.answered_at',
  'page.climbs_at',
  'page.silenced',
  'page.refused',
  'page.batch',
  'page.rings_at',
  'page.next_up',
] as const

type ClimbRow = Pick<Selectable<Schema['escalation']>, (typeof climbColumns)[number]>
type PageRow = Selectable<Schema['page']>

/** All climbs of a subject, in the order they began. */
export async function climbsOf(db: Db, subject: Subject): Promise<Climb[]> {
  const rows = await db
    .selectFrom('escalation')
    .select(climbColumns)
    .where(concerning(subject))
    .orderBy('nth')
    .execute()
  const pages = await db
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .select(pageColumns)
    .where(concerning(subject))
    .orderBy('page.level')
    .orderBy('page.queued_at')
    .orderBy('page.person')
    .execute()
  return rows.map((row) =>
    climbFrom(
      row,
      pages.filter((page) => page.escalation === row.id),
    ),
  )
}

/** Subjects that wait for this person's answer. */
export async function subjectsAsking(db: Db, user: UserId): Promise<Subject[]> {
  const rows = await db
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .select(['escalation.incident', 'escalation.alert_group'])
    .where('page.person', '=', user)
    .where('page.status', 'in', waitedFor)
    .orderBy('escalation.incident')
    .orderBy('escalation.alert_group')
    .execute()
  return [...new Set(rows.map(subjectIn))]
}

/** Everybody whose answer to a page is waited for. */
export async function peopleAsked(db: Db): Promise<UserId[]> {
  const rows = await db
    .selectFrom('page')
    .select('person')
    .distinct()
    .where('status', 'in', waitedFor)
    .execute()
  return rows.map(({ person }) => person)
}

function climbFrom(row: ClimbRow, pages: PageRow[]): Climb {
  return {
    id: row.id,
    subject: subjectIn(row),
    role: row.role as Callee,
    reason: row.reason,
    startedBy: row.started_by && readActor(row.started_by),
    startedAt: row.started_at,
    state: row.state,
    answeredBy: row.answered_by,
    level: row.level,
    levelSince: row.level_since,
    heldUntil: row.held_until,
    steps: row.steps as Step[],
    round: row.round,
    pages: pages.map(pageFrom),
  }
}

function pageFrom(row: PageRow): Page {
  return {
    id: row.id,
    level: row.level,
    user: row.person,
    why: row.why,
    status: row.status,
    queuedAt: row.queued_at,
    sentAt: row.sent_at,
    sentTs: row.sent_ts,
    answeredAt: row.answered_at,
    climbsAt: row.climbs_at,
    silenced: row.silenced,
    refused: row.refused,
    batch: row.batch,
    ringsAt: row.rings_at,
    next: row.next_up,
  }
}

/** Ids of all climbs under way. */
export async function idsUnderWay(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('escalation').select('id').where('state', '=', 'climbing').execute()
  return rows.map(({ id }) => id)
}

/** The subject that a climb belongs to at present; null where there is no such climb. */
export async function subjectOf(db: Db, climb: string): Promise<Subject | null> {
  const row = await db
    .selectFrom('escalation')
    .select(['incident', 'alert_group'])
    .where('id', '=', climb)
    .executeTakeFirst()
  return row ? subjectIn(row) : null
}

/** Passes the climbs of a group on to the incident that it became. The caller holds the locks of both. */
export async function passOn(trx: Trx, group: GroupName, incident: number): Promise<void> {
  await trx.updateTable('escalation').set({ incident }).where(concerning(group)).execute()
}

/** Passes the climbs of a group on to the one it became part of, unless that has its own. The caller holds the locks of both. */
export async function mergeClimbs(trx: Trx, from: GroupName, into: GroupName): Promise<void> {
  if ((await climbsOf(trx, into)).length > 0) return
  await trx
    .updateTable('escalation')
    .set({ alert_group: groupNumber(into) })
    .where(concerning(from))
    .execute()
}

/** Climbs of this subject. Those of a group that became an incident are the incident's. */
export function concerning(subject: Subject) {
  return (e: ExpressionBuilder<Schema, 'escalation'>) =>
    isAlertGroup(subject)
      ? e.and([e('escalation.alert_group', '=', groupNumber(subject)), e('escalation.incident', 'is', null)])
      : e('escalation.incident', '=', subject)
}
