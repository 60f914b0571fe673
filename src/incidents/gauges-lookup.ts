/** Counts for Prometheus. Drills and private incidents are in no number. */
import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { hour } from '#time.ts'

export interface Counted {
  name: string
  help: string
  value: number
  labels?: Record<string, string>
}

/** Throws when the database does not answer. */
export async function countNumbers(db: Db, now: Date): Promise<Counted[]> {
  return [
    ...(await countIncidents(db)),
    ...(await countPages(db, now)),
    ...(await countDue(db, now)),
    ...(await countSlots(db, now)),
  ]
}

async function countIncidents(db: Db): Promise<Counted[]> {
  const counted = db.selectFrom('incident').where('drill', '=', false).where('private', '=', false)
  const open = await counted
    .select(sql<string>`coalesce(severity, 'unset')`.as('severity'))
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('resolved_at', 'is', null)
    .where('closed_at', 'is', null)
    .groupBy('severity')
    .execute()
  const declared = await counted.select((e) => e.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return [
    ...open.map(({ severity, count }) => ({
      name: 'muster_incidents_open',
      help: 'Public incidents that are open, by severity.',
      value: Number(count),
      labels: { severity },
    })),
    {
      name: 'muster_incidents_declared',
      help: 'Public incidents ever declared.',
      value: Number(declared.count),
    },
  ]
}

async function countPages(db: Db, now: Date): Promise<Counted[]> {
  const counted = db
    .selectFrom('page')
    .innerJoin('escalation', 'escalation.id', 'page.escalation')
    .innerJoin('incident', 'incident.number', 'escalation.incident')
    .where('incident.drill', '=', false)
    .where('incident.private', '=', false)
  const pages = await counted
    .select('page.status')
    .select((e) => e.fn.countAll<number>().as('count'))
    .groupBy('page.status')
    .execute()
  const answered = await counted
    .select(
      sql<
        number | null
      >`percentile_cont(0.5) within group (order by extract(epoch from answered_at - sent_at))`.as('median'),
    )
    .where('page.status', '=', 'acknowledged')
    .where('answered_at', '>', new Date(now.getTime() - 30 * 24 * hour))
    .executeTakeFirstOrThrow()
  return [
    ...pages.map(({ status, count }) => ({
      name: 'muster_pages',
      help: 'Pages ever made, by what became of them.',
      value: Number(count),
      labels: { status },
    })),
    {
      name: 'muster_page_answer_median_seconds',
      help: 'From sending a page to its acknowledgement, in the last 30 days.',
      value: Number(answered.median ?? 0),
    },
  ]
}

async function countDue(db: Db, now: Date): Promise<Counted[]> {
  const due = await db
    .selectFrom('due')
    .select((e) => e.fn.min('due_at').as('oldest'))
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('due_at', '<=', now)
    .executeTakeFirstOrThrow()
  return [
    { name: 'muster_due', help: 'Keys that are due and not looked at yet.', value: Number(due.count) },
    {
      name: 'muster_due_lag_seconds',
      help: 'How long the oldest of them has waited.',
      value: due.oldest === null ? 0 : (now.getTime() - new Date(due.oldest).getTime()) / 1000,
    },
  ]
}

async function countSlots(db: Db, now: Date): Promise<Counted[]> {
  const refused = await db
    .selectFrom('slot')
    .select('kind')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('refused', 'is not', null)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('incident')
            .select('number')
            .where('closed_at', 'is not', null)
            .where(sql<boolean>`(slot.incident = number or slot.owner = 'postmortem:' || number)`),
        ),
      ),
    )
    .groupBy('kind')
    .orderBy('kind')
    .execute()
  const unknown = await db
    .selectFrom('slot')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('started_at', '<', new Date(now.getTime() - hour))
    .executeTakeFirstOrThrow()
  return [
    ...refused.map(({ kind, count }) => ({
      name: 'muster_slots_refused',
      help: 'Messages and objects that Slack refuses, by kind; of closed incidents none.',
      value: Number(count),
      labels: { kind },
    })),
    {
      name: 'muster_slots_unknown',
      help: 'Calls whose outcome has been unknown for an hour.',
      value: Number(unknown.count),
    },
  ]
}
