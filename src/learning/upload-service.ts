/** Sends a picture to one person, in our direct messages with them. */
import type { UserId } from '#incidents/incident.ts'
import type { Outcome, SlackPort } from '#projection/slack-port.ts'
import { urgencies } from '#projection/slot.ts'

export interface Picture {
  name: string
  title: string
  /** For those who cannot see it. */
  words: string
  bytes: Uint8Array<ArrayBuffer>
}

/** Milliseconds. */
const patience = 10_000

/** When to try again; null when it is there, or cannot be sent: a picture is never the only carrier of anything. */
export async function uploadPicture(slack: SlackPort, to: UserId, picture: Picture): Promise<Date | null> {
  const { name, title, words, bytes } = picture
  const opened = await slack.call('conversations.open', { users: to }, urgencies.paperwork)
  if (opened.kind !== 'ok') return later(opened)
  const { id: channel } = opened.body['channel'] as { id: string }
  const place = await slack.call(
    'files.getUploadURLExternal',
    { filename: name, length: bytes.length, alt_txt: words.slice(0, 1_000) },
    urgencies.paperwork,
  )
  if (place.kind !== 'ok') return later(place)
  const { upload_url, file_id } = place.body as { upload_url: string; file_id: string }
  if (!(await put(upload_url, bytes))) return null
  const shared = await slack.call(
    'files.completeUploadExternal',
    { files: [{ id: file_id, title }], channel_id: channel },
    urgencies.paperwork,
  )
  return later(shared)
}

function later(outcome: Outcome): Date | null {
  return outcome.kind === 'later' ? outcome.at : null
}

async function put(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  try {
    const answer = await fetch(url, { method: 'POST', body: bytes, signal: AbortSignal.timeout(patience) })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}
