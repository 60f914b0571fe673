/** Incidents and their events in the database. An incident's row lock serialises everything that happens to it. */
import { sql } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { urgencies } from '#urgency.ts'
import { wake } from '#due/due-store.ts'
import { Refusal } from '#errors.ts'
import { readActor, storedActor } from './actor.ts'
import { evolve, fold } from './evolve.ts'
import {
  type Declared,
  type Actor,
  type Incident,
  type IncidentEvent,
  type Recorded,
  type Severity,
  type Somebody,
  type Status,
  type Story,
  type IncidentSummary,
} from './incident.ts'

export interface NewEvent {
  actor: Actor
  event: IncidentEvent
}

/** The number of the next incident. Holds off other declarations until this transaction ends. */
export async function nextNumber(trx: Trx): Promise<number> {
  const row = await trx
    .selectFrom('counter')
    .select('value')
    .where('name', '=', 'incident')
    .forUpdate()
    .executeTakeFirst()
  if (row) return row.value + 1
  await trx
    .insertInto('counter')
    .values({ name: 'incident', value: 0 })
    .onConflict((c) => c.doNothing())
    .execute()
  return nextNumber(trx)
}

/** Writes a new incident's first event. Call `nextNumber` in the same transaction. */
export async function insertIncident(
  trx: Trx,
  reporter: Somebody,
  event: Declared,
  now: Date,
): Promise<Incident> {
  await trx.updateTable('counter').set({ value: event.number }).where('name', '=', 'incident').execute()
  const declared: Recorded = { ...event, seq: 1, at: now, actor: reporter }
  const incident = evolve(null, declared)
  await trx
    .with('row', (q) => q.insertInto('incident').values(incidentColumns(incident)))
    .insertInto('incident_event')
    .values(eventRows(event.number, [declared]))
    .execute()
  await wake(trx, dueKey('incident', event.number), { at: now, urgency: urgencies.room })
  return incident
}

/** Locks an incident until the transaction ends. Throws a Refusal when no incident has that number. */
export async function lockIncident(trx: Trx, number: number): Promise<Incident> {
  // Rows that only refer to the incident, as each message heard does, need not wait.
  await trx.selectFrom('incident').select('number').where('number', '=', number).forNoKeyUpdate().execute()
  return requireIncident(trx, number)
}

/** Throws a Refusal when no incident has that number. */
export async function requireIncident(db: Db, number: number): Promise<Incident> {
  return (await requireStory(db, number)).incident
}

/** Throws a Refusal when no incident has that number. */
export async function requireStory(db: Db, number: number): Promise<Story> {
  const events = await eventsOf(db, number)
  const incident = fold(events)
  if (incident === null) throw new Refusal(`There is no incident #${number}.`)
  return { incident, events }
}

/** Appends to a locked incident, keeps its row in step, and wakes its key. */
export async function appendEvents(
  trx: Trx,
  incident: Incident,
  added: readonly NewEvent[],
  now: Date,
): Promise<{ incident: Incident; events: Recorded[] }> {
  if (added.length === 0) return { incident, events: [] }
  const events = added.map(
    ({ actor, event }, i): Recorded => ({ ...event, seq: incident.version + 1 + i, at: now, actor }),
  )
  const after = events.reduce(evolve, incident)
  await trx
    .with('added', (q) => q.insertInto('incident_event').values(eventRows(incident.number, events)))
    .updateTable('incident')
    .set(incidentColumns(after))
    .where('number', '=', incident.number)
    .execute()
  await wake(trx, dueKey('incident', incident.number), { at: now, urgency: urgencies.room })
  return { incident: after, events }
}

export async function eventsOf(db: Db, number: number): Promise<Recorded[]> {
  const rows = await db
    .selectFrom('incident_event')
    .select(['incident', 'seq', 'at', 'actor', 'type', 'data'])
    .where('incident', '=', number)
    .orderBy('seq')
    .execute()
  return rows.map((row) => decode(row))
}

/** Numbers of those being worked on, drills included. */
export async function openNumbers(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('incident')
    .select('number')
    .where('resolved_at', 'is', null)
    .where('closed_at', 'is', null)
    .orderBy('number')
    .execute()
  return rows.map(({ number }) => number)
}

/** Incidents not yet over, or all, newest first, with numbers below `before`. Drills are a list of their own. */
export async function summaries(
  db: Db,
  which: 'open' | 'all' | 'drills',
  before: number | null,
  limit: number,
  service: string | null = null,
): Promise<IncidentSummary[]> {
  const rows = await db
    .selectFrom('incident')
    .leftJoin('slot', (join) =>
      join.on('slot.name', '=', 'room').onRef('slot.incident', '=', 'incident.number'),
    )
    .select([
      'number',
      'title',
      'status',
      'severity',
      'squad',
      'services',
      'private',
      'drill',
      'reporter',
      'declared_at',
      'impact_start',
      'resolved_at',
      'status_since',
      'updated_at',
      'next_update_at',
    ])
    .select('slot.channel as room')
    .where('drill', '=', which === 'drills')
    .$if(before !== null, (q) => q.where('number', '<', before))
    .$if(service !== null, (q) => q.where(sql<boolean>`incident.services @> ${[service]}::text[]`))
    .$if(which === 'open', (q) => q.where('resolved_at', 'is', null).where('closed_at', 'is', null))
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    title: row.title,
    status: row.status as Status,
    severity: row.severity as Severity | null,
    squad: row.squad,
    services: row.services,
    private: row.private,
    drill: row.drill,
    reporter: readActor(row.reporter),
    declaredAt: row.declared_at,
    impactStart: row.impact_start,
    resolvedAt: row.resolved_at,
    statusSince: row.status_since ?? row.declared_at,
    updates: row.updated_at === null ? [] : [{ at: row.updated_at, nextAt: row.next_update_at }],
    room: row.room,
  }))
}

/** Numbers of the open incidents that this person declared, drills included, lowest first. */
export async function openBy(trx: Trx, reporter: Somebody): Promise<number[]> {
  const rows = await trx
    .selectFrom('incident')
    .select('number')
    .where('reporter', '=', storedActor(reporter))
    .where('resolved_at', 'is', null)
    .where('closed_at', 'is', null)
    .orderBy('number')
    .execute()
  return rows.map((row) => row.number)
}

/** Finds what they declared in the same words since `since` and is still open. A drill is never the real thing. */
export async function sameDeclaration(
  trx: Trx,
  reporter: Somebody,
  wish: { title: string; drill: boolean; private: boolean; text?: string },
  since: Date,
): Promise<number | null> {
  const row = await trx
    .selectFrom('incident')
    .select('number')
    .where('reporter', '=', storedActor(reporter))
    .where('title', '=', wish.title)
    .where('drill', '=', wish.drill)
    .where('private', '=', wish.private)
    .where('declared_at', '>', since)
    .where('resolved_at', 'is', null)
    .where('closed_at', 'is', null)
    // Long texts may begin with the same title and say different things.
    .where(
      sql<boolean>`exists (select from incident_event event where event.incident = incident.number and event.seq = 1
        and event.data->>'text' is not distinct from ${wish.text ?? null}::text)`,
    )
    .orderBy('number', 'desc')
    .executeTakeFirst()
  return row?.number ?? null
}

function eventRows(incident: number, events: readonly Recorded[]) {
  return events.map(({ seq, at, actor, type, ...data }) => ({
    incident,
    seq,
    at,
    actor: actor && storedActor(actor),
    type,
    data: JSON.stringify(data),
  }))
}

function decode(row: {
  seq: number
  at: Date
  actor: string | null
  type: string
  data: Record<string, unknown>
}): Recorded {
  const { data, type, seq, at } = row
  const actor = row.actor && readActor(row.actor)
  return { ...data, ...instantsOf(type, data), type, seq, at, actor } as Recorded
}

/** Instants come back from JSON as texts. */
function instantsOf(type: string, { nextAt, to }: Record<string, unknown>): Record<string, Date> {
  if (type === 'update posted' && typeof nextAt === 'string') return { nextAt: new Date(nextAt) }
  if (type === 'impact set' && typeof to === 'string') return { to: new Date(to) }
  return {}
}

export function incidentColumns(incident: Incident) {
  return {
    number: incident.number,
    title: incident.title,
    status: incident.status,
    severity: incident.severity,
    squad: incident.squad,
    services: incident.services,
    private: incident.private,
    drill: incident.drill,
    reporter: storedActor(incident.reporter),
    declared_at: incident.declaredAt,
    acknowledged_at: incident.acknowledgedAt,
    resolved_at: incident.resolvedAt,
    closed_at: incident.closedAt,
    impact_start: incident.impactStart,
    impact_end: incident.impactEnd,
    roles: JSON.stringify(incident.roles),
    ended_by: incident.endedBy && storedActor(incident.endedBy),
    merged_into: incident.mergedInto,
    status_since: incident.statusSince,
    updated_at: incident.updates.at(-1)?.at ?? null,
    next_update_at: incident.updates.at(-1)?.nextAt ?? null,
    version: incident.version,
  }
}
