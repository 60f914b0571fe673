/** One effect per submission, also when it is delivered several times. */
import type { Trx } from './database.ts'

/**
 * Runs `effect` unless `key` was carried out before, and gives its outcome either way.
 * `key` is committed with the effect; a second delivery at the same moment waits for the first.
 */
export async function once<Outcome extends object>(
  trx: Trx,
  key: string,
  now: Date,
  effect: () => Promise<Outcome>,
): Promise<Outcome> {
  const claimed = await trx
    .insertInto('handled')
    .values({ key, at: now, outcome: '{}' })
    .onConflict((c) => c.column('key').doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!claimed) {
    const earlier = await trx
      .selectFrom('handled')
      .select('outcome')
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    return earlier.outcome as Outcome
  }
  const outcome = await effect()
  await trx
    .updateTable('handled')
    .set({ outcome: JSON.stringify(outcome) })
    .where('key', '=', key)
    .execute()
  return outcome
}
