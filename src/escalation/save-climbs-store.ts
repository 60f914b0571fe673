/** Writes changed climbs. The caller holds the lock of their subject. */
import type { Trx } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { type Wake, wakeAll } from '#due/due-store.ts'
import { type UserId, severities, type Severity } from '#incidents/incident.ts'
import { storedActor } from '#incidents/actor.ts'
import { urgencies } from '#urgency.ts'
import { batchFor, type Neighbour } from './batch.ts'
import type { Climb } from './climb.ts'
import { isWaitedFor, looksDifferent, type Page } from './page.ts'
import { groupNumber, isAlertGroup, type Pageable, subjectKey } from './subject.ts'

/** Everything about the subject that decides how its pages are written. */
export interface Occasion {
  subject: Pick<Pageable, 'severity' | 'drill'>
  /** Used when the subject has no severity. */
  defaultSeverity: Severity
  /** True when pages also go to an outside pager. */
  hook: boolean
  /** True when people are reached in other ways than by Slack. */
  rings: boolean
  now: Date
  /** The time to look at a climb again; null when it is over. */
  next(climb: Climb): Date | null
}

/** Writes climbs that are new or changed, and wakes the keys that have to look at them. */
export async function saveClimbs(
  trx: Trx,
  before: readonly Climb[],
  after: readonly Climb[],
  occasion: Occasion,
): Promise<void> {
  const { hook, rings, now } = occasion
  const wakes = new Map<string, Wake>()
  const changed = after.filter((climb) => !before.includes(climb))
  const added: Added[] = []
  await writeClimbs(trx, changed)
  for (const climb of changed) {
    const earlier = before.find((one) => one.id === climb.id)
    const at = occasion.next(climb)
    if (at !== null) wakes.set(dueKey('escalation', climb.id), { at, urgency: urgencies.page })
    for (const page of climb.pages) {
      const known = earlier?.pages.find((one) => one.id === page.id)
      // Somebody may still be called for a page whose time is over.
      if (rings && (page !== known || climb.state !== earlier?.state))
        wakes.set(dueKey('ring', page.id), { at: now, urgency: urgencies.page })
      if (page === known) continue
      if (!known || looksDifferent(known, page))
        wakes.set(dueKey('pages', page.user), { at: now, urgency: urgencies.page })
      if (known) {
        // The card shows a page's state, and being sent or unheard is no event that would wake it.
        wakes.set(subjectKey(climb.subject), { at: now, urgency: urgencies.talk })
        await updatePage(trx, page)
        continue
      }
      added.push({ climb, page })
      wakes.set(dueKey('silence', page.user), { at: now, urgency: urgencies.talk })
      if (hook) wakes.set(dueKey('hook', page.id), { at: now, urgency: urgencies.page })
    }
  }
  await insertPages(trx, added, occasion)
  await wakeAll(trx, wakes)
}

/** Looks again at ladders that ended: the incident may be severe enough now to begin them again. */
export async function wakeEnded(trx: Trx, climbs: readonly Climb[], now: Date): Promise<void> {
  const ended = climbs.filter(({ state }) => state === 'exhausted')
  await wakeAll(
    trx,
    ended.map(({ id }) => [dueKey('escalation', id), { at: now, urgency: urgencies.page }]),
  )
}

/** Shows everybody who is being paged their pages again. */
export async function wakePages(trx: Trx, climbs: readonly Climb[], now: Date): Promise<void> {
  const waiting = climbs.flatMap((climb) =>
    climb.pages.filter(isWaitedFor).map((page) => dueKey('pages', page.user)),
  )
  await wakeAll(
    trx,
    waiting.map((key) => [key, { at: now, urgency: urgencies.page }]),
  )
}

/** Shows everybody who was paged what has become of it. */
export async function wakeSettled(trx: Trx, climbs: readonly Climb[], now: Date): Promise<void> {
  const people = new Set(climbs.flatMap((climb) => climb.pages.map((page) => page.user)))
  await wakeAll(
    trx,
    [...people].map((user) => [dueKey('pages', user), { at: now, urgency: urgencies.talk }]),
  )
}

async function writeClimbs(trx: Trx, climbs: readonly Climb[]): Promise<void> {
  if (climbs.length === 0) return
  const rows = climbs.map((climb) => ({
    id: climb.id,
    incident: isAlertGroup(climb.subject) ? null : climb.subject,
    alert_group: isAlertGroup(climb.subject) ? groupNumber(climb.subject) : null,
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
    round: climb.round,
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
  trx: Trx,
  added: readonly Added[],
  { subject, defaultSeverity, now }: Occasion,
): Promise<void> {
  if (added.length === 0) return
  const rank = (severity: Severity | null) => severities.indexOf(severity ?? defaultSeverity)
  const latest = await latestOf(trx, [...new Set(added.map(({ page }) => page.user))], rank)
  const fresh = { rank: rank(subject.severity), drill: subject.drill }
  const rows = added.map(({ climb, page }) => {
    const { batch, ringsAt } = batchFor(latest.get(page.user) ?? [], fresh, now)
    return {
      ...changingOf(page),
      escalation: climb.id,
      level: page.level,
      person: page.user,
      id: page.id,
      why: page.why,
      queued_at: page.queuedAt,
      batch,
      rings_at: ringsAt,
    }
  })
  await trx.insertInto('page').values(rows).execute()
}

/** The pages in each person's latest message. */
async function latestOf(
  trx: Trx,
  people: readonly UserId[],
  rank: (severity: Severity | null) => number,
): Promise<Map<UserId, Neighbour[]>> {
  const rows = await trx
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .leftJoin('incident', 'incident.number', 'escalation.incident')
    .leftJoin('alert_group', 'alert_group.number', 'escalation.alert_group')
    .select([
      'page.person',
      'page.status',
      'page.sent_at as sentAt',
      'page.batch',
      'page.rings_at as ringsAt',
    ])
    .select(['incident.drill', 'incident.severity', 'alert_group.page_severity'])
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
  const neighbours = rows.map((row) => ({
    ...row,
    drill: row.drill ?? false,
    rank: rank((row.drill === null ? row.page_severity : row.severity) as Severity | null),
  }))
  return Map.groupBy(neighbours, (row) => row.person)
}

async function updatePage(trx: Trx, page: Page): Promise<void> {
  await trx.updateTable('page').set(changingOf(page)).where('id', '=', page.id).execute()
}

function changingOf(page: Page) {
  return {
    status: page.status,
    sent_at: page.sentAt,
    sent_ts: page.sentTs,
    answered_at: page.answeredAt,
    climbs_at: page.climbsAt,
    silenced: page.silenced,
    refused: page.refused,
    next_up: page.next === null ? null : [...page.next],
  }
}
