import * as messages from '../workspace/messages.ts'
import { fileJson } from '../workspace/message-json.ts'
import { permalink } from '../workspace/permalink.ts'
import { typed } from './mrkdwn.ts'
import type { Act, UploadedFile } from '../surface.ts'
import { nameOf } from './message-seen.ts'
import { type Workspace, freshId, messageOf, seconds } from '../workspace/workspace.ts'
import type { Channel, Employee, Message, StoredFile } from '../workspace/world.ts'

export function say(
  ws: Workspace,
  channel: Channel,
  me: Employee,
  text: string,
  thread: string | undefined,
  broadcast: boolean,
): string {
  const message = messages.post(ws, channel, {
    user: me.id,
    text: typed(ws, text),
    client_msg_id: freshId(ws, 'msg-'),
    ...threaded(channel, thread),
    ...(thread && broadcast ? { broadcast: true } : {}),
  })
  channel.read[me.id] = message.ts
  return message.ts
}

/** A message of another, under words of one's own, which may be none. */
export function forward(
  ws: Workspace,
  channel: Channel,
  me: Employee,
  { from, ts }: { from: Channel; ts: string },
  text: string,
): string {
  return messages.post(ws, channel, {
    user: me.id,
    text: typed(ws, text),
    client_msg_id: freshId(ws, 'msg-'),
    attachments: [shared(ws, from, messageOf(from, ts))],
  }).ts
}

/** A forwarded message, as Slack attaches it. */
function shared(ws: Workspace, from: Channel, m: Message): Record<string, unknown> {
  const name = m.username ?? m.bot_profile?.name ?? nameOf(ws, m.user ?? '')
  const { id: team } = ws.world.team
  const place = { team, channel: from.id, ts: m.ts }
  const files = (m.files ?? []).flatMap((id) => ws.world.files[id] ?? [])
  return {
    id: 1,
    ts: m.ts,
    ...(m.user ? { author_id: m.user } : {}),
    ...(m.bot_id ? { bot_id: m.bot_id } : {}),
    author_name: name,
    author_subname: name,
    channel_id: from.id,
    channel_team: team,
    is_msg_unfurl: true,
    is_share: true,
    text: m.text,
    fallback: `${name}: ${m.text}`,
    ...(m.blocks ? { message_blocks: [{ ...place, message: { blocks: m.blocks } }] } : {}),
    ...(m.attachments ? { attachments: m.attachments } : {}),
    ...(files.length > 0 ? { files: files.map((file) => fileJson(ws, file)) } : {}),
    from_url: permalink(ws, from, m),
    footer: from.name === '' ? 'Direct message' : `Posted in #${from.name}`,
    mrkdwn_in: ['text'],
    color: 'D0D0D0',
  }
}

export function appPosts(
  ws: Workspace,
  channel: Channel,
  {
    app,
    username,
    text = '',
    blocks,
    attachments,
  }: Omit<Extract<Act, { act: 'appPosts' }>, 'as' | 'act' | 'channel'>,
): string {
  const slug = app.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const [bot_id, app_id] = [`B0${slug}`, `A0${slug}`]
  const author = username
    ? { subtype: 'bot_message', bot_id, username }
    : { user: `U0${slug}`, bot_id, app_id, bot_profile: { id: bot_id, app_id, name: app } }
  const words = { text, ...(blocks ? { blocks } : {}), ...(attachments ? { attachments } : {}) }
  return messages.post(ws, channel, { ...author, ...words }).ts
}

export function upload(
  ws: Workspace,
  channel: Channel,
  me: Employee,
  files: UploadedFile[],
  text: string,
  thread: string | undefined,
): string {
  const stored = files.map((f): StoredFile => {
    const id = freshId(ws, 'F')
    const content = f.content ?? ''
    const about = { id, name: f.name, title: f.name, mimetype: f.mimetype, size: content.length, content }
    return { ...about, user: me.id, created: seconds(ws), pending: false, shares: [] }
  })
  for (const file of stored) ws.world.files[file.id] = file
  return messages.shareFiles(ws, channel, stored, {
    user: me.id,
    text: typed(ws, text),
    ...threaded(channel, thread),
  }).ts
}

function threaded(channel: Channel, thread: string | undefined): { thread_ts?: string } {
  if (!thread) return {}
  const parent = messageOf(channel, thread)
  return { thread_ts: parent.thread_ts ?? parent.ts }
}
