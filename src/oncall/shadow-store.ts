/** People who learn beside those on call. */
import type { Db, Trx } from '#db/database.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Shadow } from './shadow.ts'

export async function shadowsOf(db: Db, rotas: readonly string[]): Promise<Shadow[]> {
  if (rotas.length === 0) return []
  const query = db.selectFrom('rota_shadow').selectAll().where('rota', 'in', rotas)
  const rows = await query.orderBy('added_at').orderBy('person').execute()
  return rows.map((row) => ({
    rota: row.rota,
    user: row.person,
    addedBy: row.added_by,
    addedAt: row.added_at,
  }))
}

/** Every one of them. */
export async function everyShadow(db: Db): Promise<UserId[]> {
  const rows = await db.selectFrom('rota_shadow').select('person').distinct().execute()
  return rows.map(({ person }) => person)
}

export async function addShadow(trx: Trx, { rota, user, addedBy, addedAt }: Shadow): Promise<void> {
  await trx
    .insertInto('rota_shadow')
    .values({ rota, person: user, added_by: addedBy, added_at: addedAt })
    .onConflict((c) => c.columns(['rota', 'person']).doNothing())
    .execute()
}

/** The rotas that the person no longer shadows; null means all of them. */
export async function dropShadow(db: Db, user: UserId, rota: string | null): Promise<string[]> {
  const query = db.deleteFrom('rota_shadow').where('person', '=', user)
  const rows = await (rota === null ? query : query.where('rota', '=', rota)).returning('rota').execute()
  return rows.map((row) => row.rota)
}
