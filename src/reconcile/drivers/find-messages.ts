import type { Failed, Found, Job } from '../job.ts'
import { slotOf } from '../slot-metadata.ts'
import { pagesOf } from '#slack-port.ts'
import { arrayIn } from './answer.ts'
import { channelIn } from './list-channels.ts'

/** How far Slack's clock may be behind ours: twice what a message may be off at the door. */
const SKEW = 600_000

/** Where and since when to look for our own messages. */
export interface Search {
  /** A channel, or a person whose direct message it is. */
  channel: string
  thread: string | null
  since: Date
  botUserId: string
}

/** Our messages in one place, by slot key. Of two that carry one key the younger is deleted. */
export async function findMessages(
  { channel: place, thread, since, botUserId }: Search,
  { read, remove }: { read: Job['read']; remove: (channel: string, ts: string) => Promise<unknown> },
): Promise<Map<string, Found> | Failed> {
  const channel = await channelId(place, read)
  if (typeof channel !== 'string') return channel
  const oldest = ((since.getTime() - SKEW) / 1000).toFixed(6)
  const found = new Map<string, Found>()
  const method = thread === null ? 'conversations.history' : 'conversations.replies'
  const which = { channel, ...(thread !== null && { ts: thread }), oldest, include_all_metadata: true }
  for await (const page of pagesOf((place) => read(method, { ...which, limit: 200, ...place }))) {
    if (page.kind !== 'ok') return page
    for (const message of arrayIn(page.body, 'messages')) {
      const slot = isOwn(message, botUserId) ? slotOf(message['metadata']) : null
      const ts = message['ts']
      if (!slot || typeof ts !== 'string') continue
      const other = found.get(slot.key)
      if (other?.ts === ts) continue
      const here = { channel, ts, hash: slot.content }
      const [older, younger] = other && other.ts < ts ? [other, here] : [here, other]
      found.set(slot.key, older)
      if (younger) await remove(channel, younger.ts)
    }
  }
  return found
}

async function channelId(place: string, read: Job['read']): Promise<string | Failed> {
  if (!/^[UW]/.test(place)) return place
  const opened = await read('conversations.open', { users: place })
  if (opened.kind !== 'ok') return opened
  const channel = channelIn(opened.body['channel'])
  return channel?.id ?? { kind: 'unknown', why: 'no channel in the answer' }
}

function isOwn({ user, bot_id }: Record<string, unknown>, botUserId: string): boolean {
  return user === undefined ? bot_id !== undefined : user === botUserId
}
