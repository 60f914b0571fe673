import type { Job, Result } from '../job.ts'
import { notDone } from '../job.ts'

/** Pins a message once; after people unpin it, it stays so. */
export async function pinMessage(job: Job): Promise<Result> {
  const pinned = await job.write('pins.add', { channel: job.channel, timestamp: job.ts })
  const done = pinned.kind === 'ok' || (pinned.kind === 'refused' && pinned.error === 'already_pinned')
  return done ? { kind: 'shown', channel: job.channel } : notDone(pinned)
}
