/** Carries the message that an incident is declared from through the form, in its metadata. */
import { z } from 'zod'
import { isForwardLine } from '#history/message-words.ts'
import type { Source } from '#incidents/incident.ts'
import { plain } from '#words/plain.ts'
import { clean, cut } from '#words/user-text.ts'
import type { Picked } from '../asking/request.ts'

/** Slack's limit for a form's metadata, less what the form itself keeps there. */
const room = 2_800

/** `text`: its words with the names in them. */
export function sourceOf({ channel, said }: Picked, text: string): Source {
  const { ts, author, byApp, app, forwarded } = said
  return {
    channel: channel.id,
    ts,
    permalink: null,
    author,
    ...(byApp && { app }),
    ...(forwarded.length > 0 && { forwarded }),
    text,
    private: isPrivate(channel),
  }
}

/** A title to begin with: the words, without the lines that say from whom they are. */
export function titleFrom({ text }: Pick<Source, 'text'>): string {
  const lines = clean(plain(text).text).split('\n')
  return lines.filter((line) => !isForwardLine(line.trim())).join('\n')
}

/** True for private channels, direct and group messages: interactions give these names in place of the real ones. */
function isPrivate({ id, name }: Picked['channel']): boolean {
  return /^[DG]/.test(id) || name === 'directmessage' || name === 'privategroup' || name.startsWith('mpdm-')
}

/** Cuts the text until it fits. A mention that is cut in two goes whole. */
export function sourceMetadata(source: Source): string {
  // A longer one does not fit, with any content.
  let text = unbroken(source.text.slice(0, room), source.text)
  while (text !== '' && JSON.stringify({ ...source, text }).length > room)
    text = text.length > 1 ? unbroken(cut(text, Math.floor(text.length / 2)), source.text) : ''
  return JSON.stringify({ ...source, text })
}

function unbroken(beginning: string, whole: string): string {
  return beginning === whole ? whole : beginning.replace(/<[^<>]*$/, '')
}

const metadata = z.object({
  channel: z.string(),
  ts: z.string(),
  permalink: z.string().nullable(),
  author: z.string().nullable(),
  app: z.string().nullish(),
  forwarded: z.array(z.string()).optional(),
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
