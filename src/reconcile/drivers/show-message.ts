import type { Job, Result } from '../job.ts'
import { notDone, notSeen } from '../job.ts'
import { slotMetadata } from '../slot-metadata.ts'
import type { MessageSlot } from '../slot.ts'

/** Posts the message, or edits it in place; after a lost answer it looks if the message is there. */
export async function showMessage(slot: MessageSlot, job: Job): Promise<Result> {
  const standing = job.row()?.ts
  if (standing) return await edit(standing, slot, job)
  if (job.unsure) {
    const found = await job.find()
    if (found && 'kind' in found) {
      // Without the right to look, a double message is better than none.
      if (found.kind !== 'refused') return notSeen(found, job)
    } else if (found) return { kind: 'shown', ...found }
  }
  return await post(slot, job)
}

async function post({ message, broadcast }: MessageSlot, job: Job): Promise<Result> {
  const posted = await job.write('chat.postMessage', {
    channel: job.channel,
    ...(job.ts !== null && { thread_ts: job.ts, ...(broadcast && { reply_broadcast: true }) }),
    text: message.text,
    blocks: message.blocks,
    metadata: slotMetadata(job.key, job.hash),
    unfurl_links: false,
    unfurl_media: false,
  })
  if (posted.kind !== 'ok') return notDone(posted)
  const { channel, ts } = posted.body
  if (typeof ts !== 'string') return { kind: 'unknown' }
  return { kind: 'shown', channel: typeof channel === 'string' ? channel : job.channel, ts }
}

async function edit(ts: string, { message }: MessageSlot, job: Job): Promise<Result> {
  const { text, blocks } = message
  const edited = await job.write('chat.update', { channel: job.channel, ts, text, blocks })
  if (edited.kind === 'ok') return { kind: 'shown' }
  if (edited.kind === 'refused' && edited.error === 'message_not_found') return { kind: 'gone' }
  return notDone(edited)
}
