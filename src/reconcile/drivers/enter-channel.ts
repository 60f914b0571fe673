import type { Job, Result } from '../job.ts'
import { notDone } from '../job.ts'
import { channelIn } from './list-channels.ts'

/** Joins a public channel; nothing changes when we are there already. */
export async function joinChannel(job: Job): Promise<Result> {
  const joined = await job.write('conversations.join', { channel: job.channel })
  return joined.kind === 'ok' ? { kind: 'shown', channel: job.channel } : notDone(joined)
}

/** Opens the direct message of a group; the same people always get the same one. */
export async function openGroup(users: string[], job: Job): Promise<Result> {
  const opened = await job.write('conversations.open', { users: users.join(',') })
  if (opened.kind !== 'ok') return notDone(opened)
  const channel = channelIn(opened.body['channel'])
  return channel ? { kind: 'shown', channel: channel.id, detail: { members: users } } : { kind: 'unknown' }
}

export async function archiveChannel(job: Job): Promise<Result> {
  const archived = await job.write('conversations.archive', { channel: job.channel })
  const done =
    archived.kind === 'ok' || (archived.kind === 'refused' && archived.error === 'already_archived')
  return done ? { kind: 'shown', channel: job.channel } : notDone(archived)
}
