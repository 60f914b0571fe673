/** Carries the message that an incident is declared from through the form, in its metadata. */
import { z } from 'zod'
import type { Source } from '#incidents/incident.ts'
import { plain } from '#words/plain.ts'
import { clean, cut } from '#words/user-text.ts'
import type { Picked } from '../asking/request.ts'

/** Slack's limit for a form's metadata, less what the form itself keeps there. */
const room = 2_800

export function sourceOf({ channel, message }: Picked): Source {
  return {
    channel: channel.id,
    ts: message.ts,
    permalink: null,
    author: message.author,
    text: clean(plain(message.text).text),
    private: isPrivate(channel),
  }
}

/** True for private channels, direct and group messages: interactions give these names in place of the real ones. */
function isPrivate({ id, name }: Picked['channel']): boolean {
  return /^[DG]/.test(id) || name === 'directmessage' || name === 'privategroup' || name.startsWith('mpdm-')
}

/** Cuts the text until it fits. */
export function sourceMetadata(source: Source): string {
  // A text longer than `room` can never fit.
  let text = source.text.slice(0, room)
  while (text !== '' && JSON.stringify({ ...source, text }).length > room)
    text = text.length > 1 ? cut(text, Math.floor(text.length / 2)) : ''
  return JSON.stringify({ ...source, text })
}

const metadata = z.object({
  channel: z.string(),
  ts: z.string(),
  permalink: z.string().nullable(),
  author: z.string().nullable(),
  text: z.string(),
  private: z.boolean(),
})

/** Null for a form that was not opened from a message. */
export function sourceFrom(formMetadata: string): Source | null {
  try {
    return metadata.safeParse(JSON.parse(formMetadata)).data ?? null
  } catch {
    return null
  }
}
