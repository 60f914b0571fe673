import type { Db } from '#db/database.ts'
import type { SlackPort } from '#slack-port.ts'
import { urgencies } from '#urgency.ts'
import { slotOf } from './slot-metadata.ts'

/**
 * Deletes a message of ours that was just seen when its slot is known to stand elsewhere. Doubles arise when Slack
 * carries out a call long after it failed to answer, so the unrecorded one is the younger. Returns true for a double.
 */
export async function dropDouble(
  { db, slack }: { db: Db; slack: SlackPort },
  seen: { channel: string; ts: string; metadata: unknown },
): Promise<boolean> {
  const slot = slotOf(seen.metadata)
  if (!slot) return false
  const end = slot.key.indexOf('/')
  const row = await db
    .selectFrom('slot')
    .select(['channel', 'ts'])
    .where('owner', '=', slot.key.slice(0, end))
    .where('name', '=', slot.key.slice(end + 1))
    .executeTakeFirst()
  if (!row?.ts || (row.channel === seen.channel && row.ts === seen.ts)) return false
  await slack.call('chat.delete', { channel: seen.channel, ts: seen.ts }, urgencies.talk)
  return true
}
