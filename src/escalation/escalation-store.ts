/** Climbs and their pages in the database. Whoever changes one holds the lock of its incident. */
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Schema } from '#db/schema.ts'
import { type Wake, wakeAll } from '#due/due-store.ts'
import { type Asked, incidentKey, type UserId } from '#incidents/incident.ts'
import { urgencies } from '#projection/slot.ts'
import { batchFor } from './batch.ts'
import { type Climb, nextLook } from './climb.ts'
import { climbKey, hookKey, pagesKey, silenceKey } from './due-keys.ts'
import type { Step } from './ladder.ts'
import { isWaitedFor, type Page } from './page.ts'

/** All climbs of an incident, in the order they began. */
export async function climbsOf(db: Kysely<Schema>, incident: number): Promise<Climb[]> {
  const rows = await db
    .selectFrom('escalation')
    .selectAll()
    .where('incident', '=', incident)
    .orderBy('nth')
    .execute()
  const pages = await db
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .selectAll('page')
    .where('escalation.incident', '=', incident)
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

/** Incidents in which somebody waits for this person. */
export async function incidentsAsking(db: Kysely<Schema>, user: UserId): Promise<number[]> {
  const rows = await db
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .select('escalation.incident')
    .distinct()
    .where('page.person', '=', user)
    .where('page.status', 'in', ['queued', 'sent'])
    .orderBy('escalation.incident')
    .execute()
  return rows.map((row) => row.incident)
}

/** Writes what is new or changed, and wakes whatever has to look at it. */
export async function saveClimbs(
  trx: Transaction<Schema>,
  before: readonly Climb[],
  after: readonly Climb[],
  { drill, hook, now }: { drill: boolean; hook: boolean; now: Date },
): Promise<void> {
  const wakes = new Map<string, Wake>()
  for (const climb of after) {
    const earlier = before.find((one) => one.id === climb.id)
    if (climb === earlier) continue
    await writeClimb(trx, climb)
    const at = nextLook(climb, now)
    if (at !== null) wakes.set(climbKey(climb.id), { at, urgency: urgencies.page })
    for (const page of climb.pages) {
      const known = earlier?.pages.find((one) => one.id === page.id)
      if (page === known) continue
      wakes.set(pagesKey(page.user), { at: now, urgency: urgencies.page })
      if (known) {
        // The card says what became of a page; being sent or unheard is no event of the incident.
        wakes.set(incidentKey(climb.incident), { at: now, urgency: urgencies.talk })
        await updatePage(trx, page)
        continue
      }
      await insertPage(trx, climb, page, drill, now)
      wakes.set(silenceKey(page.user), { at: now, urgency: urgencies.talk })
      if (hook) wakes.set(hookKey(page.id), { at: now, urgency: urgencies.page })
    }
  }
  await wakeAll(trx, wakes)
}

/** Shows everybody who is being asked their pages anew. */
export async function wakePages(
  trx: Transaction<Schema>,
  climbs: readonly Climb[],
  now: Date,
): Promise<void> {
  const waiting = climbs.flatMap((climb) =>
    climb.pages.filter(isWaitedFor).map((page) => pagesKey(page.user)),
  )
  await wakeAll(
    trx,
    waiting.map((key) => [key, { at: now, urgency: urgencies.page }]),
  )
}

async function writeClimb(trx: Transaction<Schema>, climb: Climb): Promise<void> {
  const changing = {
    state: climb.state,
    answered_by: climb.answeredBy,
    level: climb.level,
    level_since: climb.levelSince,
    held_until: climb.heldUntil,
  }
  await trx
    .insertInto('escalation')
    .values({
      ...changing,
      id: climb.id,
      incident: climb.incident,
      nth: Number(climb.id.split('/')[1]),
      role: climb.role,
      reason: climb.reason,
      started_by: climb.startedBy,
      started_at: climb.startedAt,
      steps: JSON.stringify(climb.steps),
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changing))
    .execute()
}

async function insertPage(
  trx: Transaction<Schema>,
  climb: Climb,
  page: Page,
  drill: boolean,
  now: Date,
): Promise<void> {
  const latest = await trx
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .innerJoin('incident', 'incident.number', 'escalation.incident')
    .select(['page.status', 'page.queued_at as queuedAt', 'page.batch', 'incident.drill'])
    .where('page.person', '=', page.user)
    .where('page.batch', '=', (eb) =>
      eb
        .selectFrom('page as theirs')
        .select((e) => e.fn.max('theirs.batch').as('batch'))
        .where('theirs.person', '=', page.user),
    )
    .execute()
  await trx
    .insertInto('page')
    .values({
      ...changingOf(page),
      escalation: climb.id,
      level: page.level,
      person: page.user,
      id: page.id,
      why: page.why,
      queued_at: page.queuedAt,
      batch: batchFor(latest, drill, now),
    })
    .execute()
}

async function updatePage(trx: Transaction<Schema>, page: Page): Promise<void> {
  await trx.updateTable('page').set(changingOf(page)).where('id', '=', page.id).execute()
}

function changingOf(page: Page) {
  return {
    status: page.status,
    sent_at: page.sentAt,
    answered_at: page.answeredAt,
    climbs_at: page.climbsAt,
    silenced: page.silenced,
    refused: page.refused,
  }
}

function climbFrom(row: Selectable<Schema['escalation']>, pages: Selectable<Schema['page']>[]): Climb {
  return {
    id: row.id,
    incident: row.incident,
    role: row.role as Asked,
    reason: row.reason,
    startedBy: row.started_by,
    startedAt: row.started_at,
    state: row.state,
    answeredBy: row.answered_by,
    level: row.level,
    levelSince: row.level_since,
    heldUntil: row.held_until,
    steps: row.steps as Step[],
    pages: pages.map(pageFrom),
  }
}

function pageFrom(row: Selectable<Schema['page']>): Page {
  return {
    id: row.id,
    level: row.level,
    user: row.person,
    why: row.why,
    status: row.status,
    queuedAt: row.queued_at,
    sentAt: row.sent_at,
    answeredAt: row.answered_at,
    climbsAt: row.climbs_at,
    silenced: row.silenced,
    refused: row.refused,
    batch: row.batch,
  }
}
