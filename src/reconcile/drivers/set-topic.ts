import type { Job, Result } from '../job.ts'
import { notDone, notSeen } from '../job.ts'
import type { TopicSlot } from '../slot.ts'
import { fieldsOf, textIn } from './response.ts'

const methods = { topic: 'conversations.setTopic', purpose: 'conversations.setPurpose' } as const

/**
 * Writes the topic or purpose. Each change leaves a line in the channel, so the present text is read first where there
 * may be one.
 */
export async function setTopic({ kind, text, onlyOverOurs }: TopicSlot, job: Job): Promise<Result> {
  const detail = job.row()?.detail ?? {}
  const done: Result = { kind: 'shown', detail: { ...detail, written: text } }
  if (job.unsure || onlyOverOurs) {
    const info = await job.read('conversations.info', { channel: job.channel })
    if (info.kind !== 'ok') return notSeen(info, job)
    const { value, creator } = fieldsOf(fieldsOf(info.body['channel'])[kind])
    const standing = unescape(textIn(value))
    if (standing === unescape(text)) return done
    const ours = standing === '' || creator === job.botUserId || standing === unescape(detail.written ?? '')
    if (onlyOverOurs && !ours) return { kind: 'shown' }
  }
  const written = await job.write(methods[kind], { channel: job.channel, [kind]: text })
  return written.kind === 'ok' ? done : notDone(written)
}

/** Slack returns `&`, `<` and `>` escaped; undoes that. */
function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
