/** Records sent files, so that they can be taken back once they quote deleted words. */
import type { Db, Trx } from '#db/database.ts'
import { freshRow } from '#reconcile/slot-store.ts'

/** The wish: `<incident>/<user>/<format>`. */
export interface Sent {
  wish: string
  /** Slack's id of the file. */
  file: string
  /** The hash of its content. */
  hash: string
}

const owner = (incident: number) => `sent:${incident}`

export async function keepSent(db: Db, incident: number, { wish, file, hash }: Sent, at: Date) {
  await db
    .insertInto('slot')
    .values({
      ...freshRow,
      owner: owner(incident),
      name: `${wish}/${file}`,
      kind: 'file',
      done_hash: hash,
      ts: file,
      first_sent_at: at,
    })
    .onConflict((c) => c.doNothing())
    .execute()
}

/** Files sent for an incident, oldest first. */
export async function sentOf(db: Db, incident: number): Promise<Sent[]> {
  const rows = await db
    .selectFrom('slot')
    .select(['name', 'ts', 'done_hash'])
    .where('owner', '=', owner(incident))
    .orderBy('first_sent_at')
    .execute()
  return rows.map(({ name, ts, done_hash }) => ({
    wish: name.slice(0, name.lastIndexOf('/')),
    file: ts ?? '',
    hash: done_hash ?? '',
  }))
}

export async function dropSent(trx: Trx, incident: number, { wish, file }: Sent): Promise<void> {
  await trx
    .deleteFrom('slot')
    .where('owner', '=', owner(incident))
    .where('name', '=', `${wish}/${file}`)
    .execute()
}
