/** Requests of monitorings, kept as they came until they are decided, and for replay after that. */
import { sql } from 'kysely'
import type { Db, Trx } from '#db/database.ts'
import type { RawDelivery } from './raw-delivery.ts'

/** A request to be kept. */
export interface NewDelivery {
  id: string
  source: string
  about: Record<string, string>
  body: Uint8Array
  at: Date
  times: number
}

/** Keeps them, and counts repeats: a repeat is decided once more, since it says that the alert is still there. */
export async function keepAlertDeliveries(trx: Trx, deliveries: readonly NewDelivery[]): Promise<void> {
  await trx
    .insertInto('alert_delivery')
    .values(
      deliveries
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, source, about, body, at, times }) => ({
          id,
          source,
          about: JSON.stringify(about),
          body,
          received_at: at,
          last_received_at: at,
          times,
          counted: 0,
          decided_at: null,
          outcome: null,
          why: null,
        })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        times: sql`alert_delivery.times + excluded.times`,
        last_received_at: sql`greatest(alert_delivery.last_received_at, excluded.last_received_at)`,
        decided_at: null,
      }),
    )
    .execute()
}

/** The next to decide, each source in its turn, so that a flood of one holds up no other. */
export async function undecidedDeliveries(trx: Trx, most: number): Promise<RawDelivery[]> {
  const turns = trx
    .selectFrom('alert_delivery')
    .select([
      'id',
      'last_received_at',
      sql<number>`row_number() over (partition by source order by last_received_at, id)`.as('turn'),
    ])
    .where('decided_at', 'is', null)
  const rows = await trx
    .with('turns', () => turns)
    .selectFrom('turns')
    .innerJoin('alert_delivery as d', 'd.id', 'turns.id')
    .select(columns)
    .orderBy('turns.turn')
    .orderBy('turns.last_received_at')
    .limit(most)
    .execute()
  return rows
}

const columns = [
  'd.id',
  'd.source',
  'd.about',
  'd.body',
  'd.received_at as receivedAt',
  'd.last_received_at as lastReceivedAt',
  'd.times',
  'd.counted',
] as const

export async function alertDelivery(db: Db, id: string): Promise<RawDelivery | undefined> {
  return db.selectFrom('alert_delivery as d').select(columns).where('d.id', '=', id).executeTakeFirst()
}

export interface DecidedDelivery {
  id: string
  /** As it was read: one that came again meanwhile is not decided yet. */
  times: number
  outcome: 'decided' | 'unreadable' | 'nothing'
  why: string | null
}

export async function endAlertDeliveries(
  trx: Trx,
  decided: readonly DecidedDelivery[],
  now: Date,
): Promise<void> {
  const rows = JSON.stringify(decided.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
  await sql`
    update alert_delivery d
    set counted = n.times, outcome = n.outcome, why = n.why,
      decided_at = case when d.times = n.times then ${now}::timestamptz end
    from jsonb_to_recordset(${rows}::jsonb) as n(id text, times integer, outcome text, why text)
    where d.id = n.id`.execute(trx)
}
