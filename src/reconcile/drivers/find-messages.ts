import type { FoundMessage, Job } from '../job.ts'
import type { Failed } from '#slack-port.ts'
import type { ListRead } from '#lists/read-list.ts'
import { slotOf } from '../slot-metadata.ts'
import { arrayIn } from './response.ts'
import { channelIn } from './list-channels.ts'

/** The most Slack's clock may be behind ours: twice what a message may be off at the door. */
const SKEW = 600_000

/** The place to look for our own messages, and the time to begin at. */
export interface MessageSearch {
  /** A channel, or a person for their direct message. */
  channel: string
  thread: string | null
  since: Date
  botUserId: string
}

/** Our messages in one place, by slot key. Of two with the same key the younger is deleted. */
export async function findMessages(
  { channel: place, thread, since, botUserId }: MessageSearch,
  { read, list }: Pick<Job, 'read' | 'list'>,
): Promise<ListRead<Record<string, FoundMessage>> | Failed> {
  const channel = await channelId(place, read)
  if (typeof channel !== 'string') return channel
  const oldest = ((since.getTime() - SKEW) / 1000).toFixed(6)

  const take = async (before: Record<string, FoundMessage>, page: Record<string, unknown>) => {
    const found = { ...before }
    for (const message of arrayIn(page, 'messages')) {
      const slot = isOwn(message, botUserId) ? slotOf(message['metadata']) : null
      const ts = message['ts']
      if (!slot || typeof ts !== 'string') continue
      const other = found[slot.key]
      if (other?.ts === ts) continue
      const here = { channel, ts, hash: slot.content }
      const [older, younger] = other && other.ts < ts ? [other, here] : [here, other]
      found[slot.key] = older
      if (younger) await read('chat.delete', { channel, ts: younger.ts })
    }
    return found
  }

  return list({
    method: thread === null ? 'conversations.history' : 'conversations.replies',
    args: { channel, ...(thread !== null && { ts: thread }), oldest, include_all_metadata: true },
    none: {},
    take,
  })
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
