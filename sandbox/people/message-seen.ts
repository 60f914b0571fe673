import type { Author, MessageSeen } from '../surface.ts'
import { fileJson, isReplyTo } from '../workspace/message-json.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { Channel, Message } from '../workspace/world.ts'

export function messageSeen(ws: Workspace, c: Channel, m: Message): MessageSeen {
  const replies = c.messages.filter((r) => isReplyTo(m.ts, r))
  const last = replies.at(-1)
  const pinned = c.pins.find((p) => p.ts === m.ts)
  const inviter = m.details?.['inviter']
  return {
    channel: c.id,
    ts: m.ts,
    author: authorOf(ws, m),
    text: m.text,
    ...(m.blocks ? { blocks: m.blocks } : {}),
    ...(m.attachments ? { attachments: m.attachments } : {}),
    ...(m.thread_ts ? { threadTs: m.thread_ts } : {}),
    ...(last
      ? {
          replyCount: replies.length,
          replyUsers: [...new Set(replies.map((r) => authorOf(ws, r).id))],
          latestReply: last.ts,
        }
      : {}),
    ...(m.broadcast ? { broadcast: true } : {}),
    reactions: m.reactions ?? [],
    ...(pinned ? { pinnedBy: pinned.user } : {}),
    ...(m.edited ? { edited: m.edited } : {}),
    ...(m.subtype ? { subtype: m.subtype } : {}),
    isSystemLine: /^(channel_|pinned_item|tombstone)/.test(m.subtype ?? ''),
    ...(typeof inviter === 'string' ? { inviter } : {}),
    rang: m.rang ?? [],
    ephemeral: m.only !== undefined,
    files: (m.files ?? []).flatMap((id) => {
      const file = ws.world.files[id]
      if (!file) return []
      const { permalink } = fileJson(ws, file)
      const { name, title, mimetype, size } = file
      return [{ id, name, title, mimetype, size, permalink: String(permalink), url: String(permalink) }]
    }),
    ...(m.metadata ? { metadata: m.metadata } : {}),
  }
}

function authorOf(ws: Workspace, m: Message): Author {
  const { bot } = ws.world
  if (m.bot_id && m.bot_id !== bot.botId) {
    const name = m.username ?? m.bot_profile?.name ?? 'app'
    return { id: m.user ?? m.bot_id, name, isBot: true, avatar: { colour: '#334155', emoji: '📟' } }
  }
  if (m.bot_id) {
    const emoji = m.icons?.['emoji'] ?? '🤖'
    return { id: bot.userId, name: m.username ?? bot.name, isBot: true, avatar: { colour: '#111827', emoji } }
  }
  const person = ws.world.people[m.user ?? '']
  if (person) return { id: person.id, name: person.displayName, isBot: false, avatar: person.avatar }
  const isBot = m.user === bot.userId
  return {
    id: m.user ?? '',
    name: nameOf(ws, m.user ?? ''),
    isBot,
    avatar: { colour: '#111827', emoji: isBot ? '🤖' : '💬' },
  }
}

export function nameOf(ws: Workspace, user: string): string {
  return ws.world.people[user]?.displayName ?? (user === ws.world.bot.userId ? ws.world.bot.name : 'Slackbot')
}

export function byTs(a: Message, b: Message): number {
  return Number(a.ts) - Number(b.ts)
}
