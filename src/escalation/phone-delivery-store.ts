/** Deliveries of telephone companies: kept once, by the key of a repeat, until they are decided. */
import type { Db, Trx } from '#db/database.ts'

export interface PhoneDelivery {
  id: string
  kind: string
  body: string
  receivedAt: Date
  handledAt: Date | null
}

/** False for one that is kept already. */
export async function keepDelivery(
  trx: Trx,
  { id, kind, body }: Pick<PhoneDelivery, 'id' | 'kind' | 'body'>,
  now: Date,
): Promise<boolean> {
  const row = await trx
    .insertInto('phone_delivery')
    .values({ id, kind, body, received_at: now, handled_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deliveryOf(db: Db, id: string): Promise<PhoneDelivery | undefined> {
  return db
    .selectFrom('phone_delivery')
    .select(['id', 'kind', 'body', 'received_at as receivedAt', 'handled_at as handledAt'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Numbers and words go once it is decided; `kind` says what became of it. */
export async function endDelivery(db: Db, id: string, kind: string, now: Date): Promise<void> {
  await db
    .updateTable('phone_delivery')
    .set({ kind, body: '', handled_at: now })
    .where('id', '=', id)
    .where('handled_at', 'is', null)
    .execute()
}

/** Deliveries since then that came to this, by one of these contact methods. */
export async function countEnded(
  db: Db,
  kind: string,
  methods: readonly string[],
  since: Date,
): Promise<number> {
  if (methods.length === 0) return 0
  const row = await db
    .selectFrom('phone_delivery')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where(
      'kind',
      'in',
      methods.map((method) => `${kind} ${method}`),
    )
    .where('received_at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Deliveries of before then: nothing repeats them any more. */
export async function dropDeliveries(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('phone_delivery').where('received_at', '<', before).execute()
  await db.deleteFrom('page_answer').where('expires_at', '<', before).execute()
}
