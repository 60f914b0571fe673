import { type Workspace, channelType } from './workspace.ts'
import type { Channel, Message, StoredFile } from './world.ts'

export function messageJson(
  ws: Workspace,
  c: Channel,
  m: Message,
  options: { metadata?: boolean } = {},
): Record<string, unknown> {
  const replies = m.thread_ts && m.thread_ts !== m.ts ? [] : c.messages.filter((r) => isReplyTo(m.ts, r))
  const pinned = c.pins.some((p) => p.ts === m.ts)
  const { channel: _c, only: _o, rang: _r, details, files, metadata, broadcast, reactions, ...plain } = m
  return {
    ...plain,
    ...details,
    ...(m.bot_id || m.user ? { team: ws.world.team.id } : {}),
    ...(m.bot_id === ws.world.bot.botId ? { bot_profile: botProfile(ws) } : {}),
    ...(broadcast && !m.subtype ? { subtype: 'thread_broadcast', root: rootOf(ws, c, m) } : {}),
    ...(replies.length > 0 ? threadSummary(m.ts, replies) : {}),
    ...(reactions?.length ? { reactions: reactions.map((r) => ({ ...r, count: r.users.length })) } : {}),
    ...(files ? { files: files.flatMap((id) => fileJsonOf(ws, id)), upload: true } : {}),
    ...(pinned ? { pinned_to: [c.id] } : {}),
    ...(metadata && options.metadata ? { metadata } : {}),
  }
}

/** The parent, as a broadcast reply carries it. */
function rootOf(ws: Workspace, c: Channel, m: Message): Record<string, unknown> | undefined {
  const parent = c.messages.find((other) => other.ts === m.thread_ts)
  return parent && messageJson(ws, c, parent)
}

export function isReplyTo(ts: string, m: Message): boolean {
  return m.thread_ts === ts && m.ts !== ts
}

function threadSummary(ts: string, replies: Message[]): Record<string, unknown> {
  const users = [...new Set(replies.map((r) => r.user ?? r.bot_id ?? ''))]
  return {
    thread_ts: ts,
    reply_count: replies.length,
    reply_users: users.slice(0, 5),
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
    is_locked: false,
    subscribed: true,
  }
}

export function botProfile(ws: Workspace): Record<string, unknown> {
  const { bot, team } = ws.world
  return {
    id: bot.botId,
    app_id: bot.appId,
    name: bot.name,
    deleted: false,
    updated: 0,
    icons: {},
    team_id: team.id,
  }
}

function fileJsonOf(ws: Workspace, id: string): Record<string, unknown>[] {
  const file = ws.world.files[id]
  return file ? [fileJson(ws, file)] : [{ id, mode: 'tombstone' }]
}

export function fileJson(ws: Workspace, f: StoredFile): Record<string, unknown> {
  const shares: { public: Record<string, unknown[]>; private: Record<string, unknown[]> } = {
    public: {},
    private: {},
  }
  for (const s of f.shares) {
    const channel = ws.world.channels[s.channel]
    const side = channel && channelType(channel) === 'channel' ? shares.public : shares.private
    const share = {
      ts: s.ts,
      ...(s.threadTs ? { thread_ts: s.threadTs } : {}),
      channel_name: channel?.name ?? '',
    }
    side[s.channel] = [...(side[s.channel] ?? []), share]
  }
  const url = `${ws.url}/files/${f.id}/${encodeURIComponent(f.name)}`
  return {
    id: f.id,
    created: f.created,
    timestamp: f.created,
    name: f.name,
    title: f.title,
    mimetype: f.mimetype,
    filetype: f.canvasChannel ? 'quip' : (f.name.split('.').at(-1) ?? ''),
    user: f.user,
    user_team: ws.world.team.id,
    size: f.size,
    mode: f.canvasChannel ? 'quip' : 'hosted',
    is_external: false,
    is_public: Object.keys(shares.public).length > 0,
    url_private: `${url}?private`,
    url_private_download: `${url}?private&download`,
    permalink: url,
    channels: Object.keys(shares.public),
    groups: Object.keys(shares.private),
    ims: [],
    shares,
  }
}
