import type { Job, Result } from '../job.ts'
import { notDone } from '../job.ts'
import type { WhisperSlot } from '../slot.ts'

/** Whispers once. No history tells if it arrived, so its row counts it as said before it is sent. */
export async function whisper({ user, message }: WhisperSlot, job: Job): Promise<Result> {
  const { text, blocks } = message
  const said = await job.write('chat.postEphemeral', { channel: job.channel, user, text, blocks })
  return said.kind === 'ok' || said.kind === 'unknown' ? { kind: 'shown' } : notDone(said)
}
