/** Parses Slack's message objects, from events and from history alike, into the facts we keep. */
import { z } from 'zod'
import { plain } from '#words/plain.ts'
import { inline } from '#words/user-text.ts'
import type { FileFacts, Read, Said } from './heard.ts'
import { messageWords } from './message-words.ts'

/** A `ts`: seconds since 1970, by which Slack tells messages apart. */
export const stamp = z.string().regex(/^\d{1,11}(\.\d{1,9})?$/)

const slackFile = z.object({
  id: z.string(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  permalink: z.string().nullish(),
})

const slackMessage = z.object({
  ts: stamp,
  thread_ts: stamp.nullish(),
  user: z.string().nullish(),
  bot_id: z.string().nullish(),
  app_id: z.string().nullish(),
  subtype: z.string().nullish(),
  username: z.string().nullish().catch(null),
  bot_profile: z.object({ name: z.string().nullish() }).nullish().catch(null),
  text: z.string().nullish(),
  blocks: z.unknown().optional(),
  attachments: z.array(z.unknown()).nullish().catch(null),
  files: z.array(z.unknown()).nullish(),
  edited: z.object({ ts: stamp }).nullish(),
})

/** Null for anything but a message. `channel` and `asOf`, the ts at which Slack said so, are not in the object itself. */
export function saidFrom(channel: string, message: unknown, asOf?: string): Said | null {
  const parsed = slackMessage.safeParse(message)
  if (!parsed.success) return null
  const { ts, thread_ts, user, bot_id, app_id, subtype, files, edited } = parsed.data
  const words = messageWords(parsed.data)
  // Also when an app posts in a person's name.
  const byApp = Boolean(bot_id || app_id || subtype === 'bot_message')
  return {
    kind: 'said',
    channel,
    ts,
    threadTs: thread_ts && thread_ts !== ts ? thread_ts : null,
    author: user ?? null,
    byApp,
    app: byApp ? appName(parsed.data) : null,
    subtype: subtype ?? null,
    text: words.text,
    forwarded: words.forwarded,
    files: [...(files ?? []), ...words.files].flatMap((file) => fileFrom(file) ?? []),
    editedTs: edited?.ts ?? null,
    asOf: [ts, edited?.ts ?? '', asOf ?? ''].reduce((a, b) => (a > b ? a : b)),
  }
}

/** The name it posted under, else its own. */
function appName({ username, bot_profile }: z.infer<typeof slackMessage>): string | null {
  return inline(plain(username || bot_profile?.name || '').text, 80) || null
}

const readMessage = z.object({
  subtype: z.string().nullish(),
  reply_count: z.number().nullish(),
  reactions: z
    .array(z.object({ name: z.string(), count: z.number().nullish(), users: z.array(z.string()) }))
    .nullish(),
})

/** A message of a history or a thread, read at `at` (a ts). For a deleted one with replies, only that it is gone. */
export function readFrom(
  channel: string,
  message: unknown,
  at: string,
): Read | { gone: string; hasReplies: true } | null {
  const said = saidFrom(channel, message)
  const parsed = readMessage.safeParse(message)
  if (said === null || !parsed.success) return null
  const { subtype, reply_count, reactions } = parsed.data
  if (subtype === 'tombstone') return { gone: said.ts, hasReplies: true }
  return {
    // Apps edit their messages without leaving a mark, so only the time of reading tells what is newer.
    said: said.byApp && at > said.asOf ? { ...said, asOf: at } : said,
    reactions: (reactions ?? []).map(({ name, count, users }) => ({
      name,
      users,
      whole: (count ?? users.length) <= users.length,
    })),
    hasReplies: (reply_count ?? 0) > 0,
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
