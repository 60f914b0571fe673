/** Writes what became of climbs. Whoever does it holds the lock of their incident. */
import type { Transaction } from 'kysely'
import type { Schema } from '#db/schema.ts'
import { type Wake, wakeAll } from '#due/due-store.ts'
import { storedActor } from '#incidents/actor.ts'
import { incidentKey, type UserId } from '#incidents/incident.ts'
import { urgencies } from '#urgency.ts'
import { batchFor, type Neighbour } from './batch.ts'
import { type Climb, nextLook } from './climb.ts'
import { climbKey, hookKey, pagesKey, silenceKey } from './due-keys.ts'
import { isWaitedFor, looksDifferent, type Page } from './page.ts'

/** Writes what is new or changed, and wakes whatever has to look at it. */
export async function saveClimbs(
  trx: Transaction<Schema>,
  before: readonly Climb[],
  after: readonly Climb[],
  { drill, hook, now }: { drill: boolean; hook: boolean; now: Date },
): Promise<void> {
  const wakes = new Map<string, Wake>()
  const changed = after.filter((climb) => !before.includes(climb))
  const added: Added[] = []
  await writeClimbs(trx, changed)
  for (const climb of changed) {
    const earlier = before.find((one) => one.id === climb.id)
    const at = nextLook(climb, now)
    if (at !== null) wakes.set(climbKey(climb.id), { at, urgency: urgencies.page })
    for (const page of climb.pages) {
      const known = earlier?.pages.find((one) => one.id === page.id)
      if (page === known) continue
      if (!known || looksDifferent(known, page))
        wakes.set(pagesKey(page.user), { at: now, urgency: urgencies.page })
      if (known) {
        // The card says what became of a page; being sent or unheard is no event of the incident.
        wakes.set(incidentKey(climb.incident), { at: now, urgency: urgencies.talk })
        await updatePage(trx, page)
        continue
      }
      added.push({ climb, page })
      wakes.set(silenceKey(page.user), { at: now, urgency: urgencies.talk })
      if (hook) wakes.set(hookKey(page.id), { at: now, urgency: urgencies.page })
    }
  }
  await insertPages(trx, added, drill, now)
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

async function writeClimbs(trx: Transaction<Schema>, climbs: readonly Climb[]): Promise<void> {
  if (climbs.length === 0) return
  const rows = climbs.map((climb) => ({
    id: climb.id,
    incident: climb.incident,
    nth: Number(climb.id.split('/')[1]),
    role: climb.role,
    reason: climb.reason,
    started_by: climb.startedBy && storedActor(climb.startedBy),
    started_at: climb.startedAt,
    state: climb.state,
    answered_by: climb.answeredBy,
    level: climb.level,
    level_since: climb.levelSince,
    held_until: climb.heldUntil,
    steps: JSON.stringify(climb.steps),
  }))
  await trx
    .insertInto('escalation')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((e) => ({
        state: e.ref('excluded.state'),
        answered_by: e.ref('excluded.answered_by'),
        level: e.ref('excluded.level'),
        level_since: e.ref('excluded.level_since'),
        held_until: e.ref('excluded.held_until'),
      })),
    )
    .execute()
}

interface Added {
  climb: Climb
  page: Page
}

async function insertPages(
  trx: Transaction<Schema>,
  added: readonly Added[],
  drill: boolean,
  now: Date,
): Promise<void> {
  if (added.length === 0) return
  const latest = await latestOf(trx, [...new Set(added.map(({ page }) => page.user))])
  const rows = added.map(({ climb, page }) => ({
    ...changingOf(page),
    escalation: climb.id,
    level: page.level,
    person: page.user,
    id: page.id,
    why: page.why,
    queued_at: page.queuedAt,
    batch: batchFor(latest.get(page.user) ?? [], drill, now),
  }))
  await trx.insertInto('page').values(rows).execute()
}

/** The pages that stand in each person's latest message. */
async function latestOf(
  trx: Transaction<Schema>,
  people: readonly UserId[],
): Promise<Map<UserId, Neighbour[]>> {
  const rows = await trx
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .innerJoin('incident', 'incident.number', 'escalation.incident')
    .select(['page.person', 'page.status', 'page.queued_at as queuedAt', 'page.batch', 'incident.drill'])
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('page.person', 'page.batch'),
        'in',
        selectFrom('page as theirs')
          .select((e) => ['theirs.person', e.fn.max('theirs.batch').as('batch')])
          .where('theirs.person', 'in', people)
          .groupBy('theirs.person')
          .$asTuple('person', 'batch'),
      ),
    )
    .execute()
  return Map.groupBy(rows, (row) => row.person)
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
