import type { Job, Result } from '../job.ts'
import { notDone, notSeen } from '../job.ts'
import type { CanvasSlot } from '../slot.ts'
import { fieldsOf, textIn } from './response.ts'

/**
 * Shows a document as the channel's canvas, where there is none yet and the plan allows one. After a refusal it gives
 * up.
 */
export async function showCanvas({ title, markdown }: CanvasSlot, job: Job): Promise<Result> {
  const row = job.row()
  if (row?.refused) return { kind: 'refused', error: row.refused }
  const document_content = { type: 'markdown', markdown }
  const edit = (canvas_id: string) =>
    job.write('canvases.edit', { canvas_id, changes: [{ operation: 'replace', document_content }] })
  if (row?.ts) {
    const edited = await edit(row.ts)
    return edited.kind === 'ok' ? { kind: 'shown' } : notDone(edited)
  }
  const made = await job.write('conversations.canvases.create', {
    channel_id: job.channel,
    title,
    document_content,
  })
  if (made.kind === 'ok') {
    const { canvas_id } = made.body
    return typeof canvas_id === 'string'
      ? { kind: 'shown', channel: job.channel, ts: canvas_id }
      : { kind: 'unknown' }
  }
  // A call that nobody answered may have been done; a canvas that was there before is other people's.
  if (!job.unsure) return notDone(made)
  if (made.kind !== 'refused' || made.error !== 'channel_canvas_already_exists') return notSeen(made, job)
  const seen = await job.read('conversations.info', { channel: job.channel })
  if (seen.kind !== 'ok') return notSeen(seen, job)
  const id = textIn(fieldsOf(fieldsOf(fieldsOf(seen.body['channel'])['properties'])['canvas'])['file_id'])
  if (id === '') return notDone(made)
  const edited = await edit(id)
  return edited.kind === 'ok' ? { kind: 'shown', channel: job.channel, ts: id } : notSeen(edited, job)
}
