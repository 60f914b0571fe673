import type { Job, Result } from '../job.ts'
import { notDone } from '../job.ts'
import type { CanvasSlot } from '../slot.ts'

/** Shows a document as the channel's canvas, where there is none yet and the plan allows one: refused once, it is left. */
export async function showCanvas({ title, markdown }: CanvasSlot, job: Job): Promise<Result> {
  const row = job.row()
  if (row?.refused) return { kind: 'refused', error: row.refused }
  const document_content = { type: 'markdown', markdown }
  if (row?.ts) {
    const edited = await job.write('canvases.edit', {
      canvas_id: row.ts,
      changes: [{ operation: 'replace', document_content }],
    })
    return edited.kind === 'ok' ? { kind: 'shown' } : notDone(edited)
  }
  const made = await job.write('conversations.canvases.create', {
    channel_id: job.channel,
    title,
    document_content,
  })
  if (made.kind !== 'ok') return notDone(made)
  const { canvas_id } = made.body
  return typeof canvas_id === 'string'
    ? { kind: 'shown', channel: job.channel, ts: canvas_id }
    : { kind: 'unknown' }
}
