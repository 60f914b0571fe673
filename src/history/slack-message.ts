/** Slack's message objects, from events and from history alike, parsed into what we keep. */
import { z } from 'zod'
import type { FileFacts, Said } from './heard.ts'

const slackFile = z.object({
  id: z.string(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  permalink: z.string().nullish(),
})

const slackMessage = z.object({
  ts: z.string(),
  thread_ts: z.string().nullish(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  subtype: z.string().nullish(),
  text: z.string().nullish(),
  files: z.array(z.unknown()).nullish(),
  edited: z.object({ ts: z.string() }).nullish(),
})

/** Null for what is not a message. `channel` is said beside the message, not in it. */
export function saidFrom(channel: string, message: unknown): Said | null {
  const parsed = slackMessage.safeParse(message)
  if (!parsed.success) return null
  const { ts, thread_ts, user, bot_id, subtype, text, files, edited } = parsed.data
  return {
    kind: 'said',
    channel,
    ts,
    threadTs: thread_ts ?? null,
    author: user ?? null,
    byApp: Boolean(bot_id),
    subtype: subtype ?? null,
    text: text ?? '',
    files: (files ?? []).flatMap((file) => fileFrom(file) ?? []),
    editedTs: edited?.ts ?? null,
  }
}

function fileFrom(file: unknown): FileFacts | null {
  const parsed = slackFile.safeParse(file)
  if (!parsed.success) return null
  const { id, name, title, mimetype, size, permalink } = parsed.data
  return {
    id,
    name: title || name || id,
    mimetype: mimetype ?? '',
    size: size ?? 0,
    permalink: permalink ?? '',
  }
}
