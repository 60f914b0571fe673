/** Reads pages for showing: on the card, in a person's messages, and to an outside pager. */
import type { Db, Trx } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { readActor } from '#incidents/actor.ts'
import type { Callee, Severity, Status, UserId } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import type { Ended, Paged, ShownPage } from './page-view.ts'
import type { SlotDetail } from '#reconcile/slot.ts'
import { isWaitedFor, type PageStatus, waitedFor } from './page.ts'
import { batchName } from './batch.ts'
import { concerning } from './escalation-store.ts'
import { groupPage, groupPagesOf } from './group-page-store.ts'
import { attemptsFor } from '#outbound/attempt-store.ts'
import { ringLines } from './ring-line.ts'
import type { Subject } from './subject.ts'

/** Moves pages of a person that still wait to a new message, which rings. */
export async function moveToOwn(trx: Trx, user: UserId, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const latest = await trx
    .selectFrom('page')
    .select((e) => e.fn.max('batch').as('batch'))
    .where('person', '=', user)
    .executeTakeFirstOrThrow()
  await trx
    .updateTable('page')
    .set({ batch: (latest.batch ?? 0) + 1, rings_at: null })
    .where('id', 'in', ids)
    .where('status', 'in', ['queued', 'sent'])
    .execute()
}

/** Notes that a message has rung for these pages. */
export async function markRung(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('page').set({ rings_at: null }).where('id', 'in', ids).execute()
}

/** Drops the pending edit of a person's message: nothing is left to add to it. */
export async function dropEdit(trx: Trx, user: UserId, batch: number): Promise<void> {
  await trx
    .updateTable('slot')
    .set({ retry_at: null })
    .where('owner', '=', dueKey('pages', user))
    .where('name', '=', batchName(batch))
    .execute()
}

/** The time at which we learned that a message was posted, from the first page in it; null before. */
export async function firstSentIn(db: Db, user: UserId, batch: number, ts: string): Promise<Date | null> {
  const first = await db
    .selectFrom('page')
    .select('sent_at')
    .where('person', '=', user)
    .where('batch', '=', batch)
    .where('sent_ts', '=', ts)
    .orderBy('sent_at')
    .limit(1)
    .executeTakeFirst()
  return first?.sent_at ?? null
}

/** Lists who was paged for an incident or a group, in order. */
export async function pagedFor(db: Db, subject: Subject): Promise<Paged[]> {
  const rows = await db
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .select([
      'page.id',
      'page.person',
      'page.status',
      'page.queued_at',
      'page.climbs_at',
      'page.silenced',
      'page.refused',
      'page.next_up',
      'escalation.role',
    ])
    .where(concerning(subject))
    .orderBy('page.queued_at')
    .orderBy('page.id')
    .execute()
  const rang = Map.groupBy(
    await attemptsFor(
      db,
      rows.map(({ id }) => id),
    ),
    ({ page }) => page,
  )
  return rows.map((row) => ({
    user: row.person,
    role: row.role as Callee,
    rang: ringLines(rang.get(row.id) ?? []),
    silenced: Boolean(row.silenced) && isWaitedFor(row),
    unreached: row.refused !== null,
    status: row.status,
    at: row.queued_at,
    climbsAt: isWaitedFor(row) ? row.climbs_at : null,
    next: row.next_up,
  }))
}

/** A person's pages since `since`, and any still waiting for an answer. */
export async function pagesOf(db: Db, user: UserId, since: Date): Promise<ShownPage[]> {
  const rows = await pages(db)
    .where('page.person', '=', user)
    .where((eb) =>
      eb.or([
        eb('page.queued_at', '>', since),
        eb('page.status', 'in', waitedFor),
        // The text above is right until it says how the incident ended.
        eb('incident.resolved_at', '>', since),
        eb('incident.closed_at', '>', since),
        eb.and([eb('incident.resolved_at', 'is', null), eb('incident.closed_at', 'is', null)]),
      ]),
    )
    .execute()
  const both = [...rows.map(shown), ...(await groupPagesOf(db, user, since))]
  return both.toSorted((a, b) => +a.at - +b.at || (a.id < b.id ? -1 : 1))
}

export async function findPage(db: Db, id: string): Promise<ShownPage | null> {
  const row = await pages(db).where('page.id', '=', id).executeTakeFirst()
  return row ? shown(row) : groupPage(db, id)
}

function pages(db: Db) {
  return db
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .innerJoin('incident', 'incident.number', 'escalation.incident')
    .leftJoin('slot', (join) =>
      join.on('slot.name', '=', 'room').onRef('slot.incident', '=', 'incident.number'),
    )
    .leftJoin('slot as group', (join) =>
      join
        .on('group.name', '=', 'group')
        .onRef('group.incident', '=', 'incident.number')
        .on('group.channel', 'is not', null),
    )
    .leftJoin('person', 'person.id', 'page.person')
    .select([
      'page.id',
      'page.person',
      'page.why',
      'page.status',
      'page.queued_at',
      'page.climbs_at',
      'page.silenced',
      'page.refused',
      'page.batch',
      'page.rings_at',
      'page.next_up',
      'escalation.role',
      'escalation.answered_by',
      'escalation.reason',
      'escalation.started_by',
      'slot.channel as room',
      'slot.refused as room_refused',
      'group.detail as group_detail',
      'person.email',
    ])
    .select(['incident.number', 'incident.title', 'incident.severity', 'incident.private', 'incident.drill'])
    .select(['incident.declared_at', 'incident.resolved_at', 'incident.closed_at'])
    .select([
      'incident.status as incident_status',
      'incident.roles',
      'incident.ended_by',
      'incident.merged_into',
    ])
    .select('escalation.state')
    .orderBy('page.queued_at')
    .orderBy('page.id')
}

type Row = Awaited<ReturnType<ReturnType<typeof pages>['execute']>>[number]

function shown(row: Row): ShownPage {
  return {
    id: row.id,
    user: row.person,
    email: row.email,
    subject: row.number,
    title: row.title,
    severity: row.severity as Severity | null,
    private: row.private,
    drill: row.drill,
    why: row.why,
    role: row.role as Callee,
    askedBy: row.started_by && readActor(row.started_by),
    reason: row.reason,
    since: row.declared_at,
    at: row.queued_at,
    climbsAt: isWaitedFor(row) ? row.climbs_at : null,
    next: row.next_up,
    status: row.status satisfies PageStatus,
    by: row.answered_by === row.person ? null : row.answered_by,
    holder: row.roles === null ? undefined : (row.roles[row.role] ?? null),
    climbing: row.state === 'climbing',
    ended: endOf(row),
    roomChannel: row.room,
    drillIn: drillIn(row),
    unreached: row.refused !== null,
    batch: row.batch,
    ringsAt: row.rings_at,
    silenced: row.silenced,
  }
}

function endOf(row: Row): Ended | null {
  const status = row.incident_status as Status
  if (isOpen(status)) return null
  return {
    status,
    resolvedAt: row.resolved_at,
    closedAt: row.closed_at,
    mergedInto: row.merged_into,
    endedBy: row.ended_by && readActor(row.ended_by),
  }
}

function drillIn({ room_refused, group_detail, person }: Row): ShownPage['drillIn'] {
  if (room_refused === null) return 'room'
  const members = (group_detail as SlotDetail | null)?.members
  return members && !members.includes(person) ? 'own' : 'group'
}
