/** Takes away old deliveries, alerts and groups. Each answers how many of its first kind went. */
import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'

export async function dropOldDeliveries(db: Db, before: Date, most: number): Promise<number> {
  const { rows } = await sql`
    delete from alert_delivery where id in (
      select id from alert_delivery where last_received_at < ${before} and decided_at is not null limit ${most}
    ) returning id`.execute(db)
  return rows.length
}

/** What still fires stays, however old it is; and with it the group it is in. */
export async function dropAlerts(db: Db, before: Date, most: number): Promise<number> {
  return transact(db, async (trx) => {
    const { rows } = await sql<{ id: string }>`
      delete from alert where id in (
        select id from alert where last_heard_at < ${before} and state <> 'firing' limit ${most}
      ) returning id`.execute(trx)
    const gone = rows.map(({ id }) => id)
    if (gone.length > 0) await trx.deleteFrom('alert_episode').where('alert', 'in', gone).execute()
    await sql`
      delete from alert_episode where (alert, starts_at) in (
        select alert, starts_at from alert_episode where ends_at < ${before} limit ${most}
      )`.execute(trx)
    await sql`
      delete from alert_group g where changed_at < ${before} and last_at < ${before} and number in (
        select number from alert_group where changed_at < ${before} limit ${most}
      ) and not exists (select from alert_episode e where e.group_number = g.number)`.execute(trx)
    return gone.length
  })
}
