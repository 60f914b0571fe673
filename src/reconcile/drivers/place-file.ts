import type { Job, Result } from '../job.ts'
import type { Failed } from '#slack-port.ts'
import { notDone, notSeen } from '../job.ts'
import { fromTheStart, giveBytes } from './give-bytes.ts'
import type { FileSlot } from '../slot.ts'
import { fieldsOf, textIn } from './response.ts'

/**
 * Places a file. Its bytes go to Slack before anybody sees them; completing makes the message, and works once for each
 * id.
 */
export async function placeFile(slot: FileSlot, job: Job): Promise<Result> {
  const channel = await channelOf(slot, job)
  if (typeof channel !== 'string') return notSeen(channel, job)
  const known = job.row()?.detail.file
  if (known === undefined) return startAnew(slot, channel, job)
  if (job.unsure) {
    const seen = await look(known.id, channel, job)
    if (typeof seen !== 'string') return notSeen(seen, job)
    if (seen === 'shared') return shown(known)
  }
  return complete(slot, channel, known, job)
}

type Known = { id: string; hash: string }

/** Reports the content the file was begun for, since a later request may want another. */
function shown({ id, hash }: Known): Result {
  return { kind: 'shown', ts: id, hash, detail: {} }
}

async function startAnew(slot: FileSlot, channel: string, job: Job): Promise<Result> {
  const id = await giveBytes(slot.file, job)
  if (typeof id !== 'string') return id
  await job.placing(id)
  return complete(slot, channel, { id, hash: job.hash }, job)
}

async function complete(slot: FileSlot, channel: string, known: Known, job: Job): Promise<Result> {
  const { id } = known
  const files = [{ id, title: slot.file.title ?? slot.file.name }]
  const args = { files, channel_id: channel }
  const done = await job.write('files.completeUploadExternal', args, { file: known })
  if (done.kind === 'ok') return shown(known)
  if (done.kind !== 'refused') return notDone(done)
  if (done.error !== 'file_not_found') return notDone(done, {})
  // Slack completed it before, or has discarded it.
  const seen = await look(id, channel, job)
  if (typeof seen !== 'string') return notSeen(seen, { ...job, unsure: true })
  return seen === 'unknown' ? fromTheStart(job) : shown(known)
}

/** Looks for the file. `known` means that Slack has it, and that it is not shared there, or not yet. */
async function look(id: string, channel: string, job: Job): Promise<'shared' | 'known' | 'unknown' | Failed> {
  const info = await job.read('files.info', { file: id })
  if (info.kind === 'refused') {
    if (info.error === 'file_not_found') return 'unknown'
    // A file deleted since was shared; without the right to look, completing it once more tells.
    return info.error === 'file_deleted' ? 'shared' : 'known'
  }
  if (info.kind !== 'ok') return info
  const shares = fieldsOf(fieldsOf(info.body['file'])['shares'])
  const isShared = [shares['public'], shares['private']].some((side) => channel in fieldsOf(side))
  return isShared ? 'shared' : 'known'
}

/** The channel's id; a person's direct message is opened where it is not known yet. */
async function channelOf({ channel }: FileSlot, job: Job): Promise<string | Failed> {
  if (!('person' in channel) || job.channel !== channel.person) return job.channel
  const opened = await job.read('conversations.open', { users: channel.person })
  return opened.kind === 'ok' ? textIn(fieldsOf(opened.body['channel'])['id']) : opened
}
