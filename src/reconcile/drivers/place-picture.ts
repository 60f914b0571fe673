import { type Job, notDone, notSeen, type Result, SETTLING } from '../job.ts'
import type { PictureSlot } from '../slot.ts'
import { fromTheStart, giveBytes } from './give-bytes.ts'
import { fieldsOf, textIn } from './response.ts'

/** Gives Slack a picture for messages to show. Another one, after a lost answer, is seen by nobody. */
export async function placePicture({ file }: PictureSlot, job: Job): Promise<Result> {
  const known = job.row()?.detail.file
  if (known !== undefined) return look(known.id, job)
  const id = await giveBytes(file, job)
  if (typeof id !== 'string') return id
  const files = [{ id, title: file.title ?? file.name }]
  const kept = { file: { id, hash: job.hash } }
  const done = await job.write('files.completeUploadExternal', { files }, kept)
  return done.kind === 'ok' ? look(id, job) : notDone(done, kept)
}

/** Slack refuses a message that shows a picture into which it has not looked yet. Until it has, the picture is not there. */
async function look(id: string, job: Job): Promise<Result> {
  const kept = { file: { id, hash: job.hash } }
  const info = await job.read('files.info', { file: id })
  // It was never completed, or Slack has discarded it.
  if (info.kind === 'refused' && info.error === 'file_not_found') return fromTheStart(job)
  if (info.kind !== 'ok') return notSeen(info, { ...job, unsure: false }, kept)
  if (textIn(fieldsOf(info.body['file'])['mimetype']) !== '') return { kind: 'shown', ts: id, detail: {} }
  return { kind: 'later', at: new Date(job.now().getTime() + SETTLING), detail: kept }
}
