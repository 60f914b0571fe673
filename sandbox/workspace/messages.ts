import { named } from '../blocks/inputs.ts'
import type { Block } from '../surface.ts'
import { isReplyTo, messageJson } from './message-json.ts'
import { rungBy } from './ringing.ts'
import { type Workspace, channelType, freshId, isBotIn, stamp } from './workspace.ts'
import type { Channel, Message, StoredFile } from './world.ts'

export type Draft = Omit<Message, 'type' | 'channel' | 'ts'>

/** Adds a message to its channel and tells the bot; `stamped` runs before anyone is told. */
export function post(ws: Workspace, channel: Channel, draft: Draft, stamped?: (ts: string) => void): Message {
  const message: Message = { type: 'message', channel: channel.id, ts: stamp(ws), ...draft }
  stamped?.(message.ts)
  if (message.blocks) message.blocks = kept(ws, message.blocks)
  if (message.thread_ts && message.thread_ts !== message.ts) {
    const parent = channel.messages.find((m) => m.ts === message.thread_ts)
    if (parent?.user) message.parent_user_id = parent.user
    if (parent && !parent.thread_ts) parent.thread_ts = parent.ts
  }
  const rang = rungBy(ws, channel, message)
  if (rang.length > 0) message.rang = rang
  channel.messages.push(message)
  emitMessage(ws, channel, messageJson(ws, channel, message, { metadata: true }), message.ts)
  emitMention(ws, channel, message)
  ws.changed()
  return message
}

/** Shows files in a channel, as one message of Slack's `file_share` kind. */
export function shareFiles(ws: Workspace, channel: Channel, files: StoredFile[], draft: Draft): Message {
  const message = post(
    ws,
    channel,
    { ...draft, subtype: 'file_share', files: files.map((f) => f.id) },
    (ts) => {
      const thread = draft.thread_ts ? { threadTs: draft.thread_ts } : {}
      for (const file of files) file.shares.push({ channel: channel.id, ts, ...thread })
    },
  )
  if (!isBotIn(ws, channel)) return message
  for (const { id, user } of files) {
    const about = { channel_id: channel.id, file_id: id, user_id: user, file: { id } }
    ws.emit('file_shared', { type: 'file_shared', ...about, event_ts: stamp(ws) })
  }
  return message
}

/** A grey line such as "joined the channel". */
export function systemLine(
  ws: Workspace,
  channel: Channel,
  user: string,
  subtype: string,
  text: string,
  details: Record<string, unknown> = {},
): Message {
  return post(ws, channel, { user, subtype, text, details })
}

/** Replaces what is given of a message; `undefined` fields go away. */
export function change(
  ws: Workspace,
  channel: Channel,
  message: Message,
  fields: {
    [K in 'text' | 'blocks' | 'attachments' | 'metadata' | 'edited' | 'files']?: Message[K] | undefined
  },
): void {
  const before = messageJson(ws, channel, message, { metadata: true })
  const { blocks, ...rest } = fields
  Object.assign(message, rest)
  if ('blocks' in fields) Object.assign(message, { blocks: blocks && kept(ws, blocks) })
  for (const key of Object.keys(fields) as (keyof typeof fields)[]) {
    if (message[key] === undefined) delete message[key]
  }
  emitChange(ws, channel, message, before)
  ws.changed()
}

/** Removes a message; the parent of a thread stays as a tombstone. */
export function remove(ws: Workspace, channel: Channel, message: Message): void {
  const before = messageJson(ws, channel, message, { metadata: true })
  channel.pins = channel.pins.filter((p) => p.ts !== message.ts)
  if (channel.messages.some((m) => isReplyTo(message.ts, m))) {
    for (const key of [
      'blocks',
      'attachments',
      'reactions',
      'files',
      'metadata',
      'edited',
      'bot_id',
      'app_id',
      'bot_profile',
      'username',
    ] as const) {
      delete message[key]
    }
    Object.assign(message, { subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.' })
    emitChange(ws, channel, message, before)
  } else {
    channel.messages = channel.messages.filter((m) => m !== message)
    const ts = stamp(ws)
    const gone = { type: 'message', subtype: 'message_deleted', hidden: true, deleted_ts: message.ts }
    emitMessage(ws, channel, { ...gone, previous_message: before, ts }, ts)
  }
  ws.changed()
}

/** Shows a message to one person only. */
export function whisper(ws: Workspace, channel: Channel, to: string, draft: Draft): Message {
  const message: Message = { type: 'message', channel: channel.id, ts: stamp(ws), ...draft, only: to }
  if (message.blocks) message.blocks = kept(ws, message.blocks)
  ws.world.ephemerals.push(message)
  ws.changed()
  return message
}

/** Replaces the words of an ephemeral message. */
export function rewrite(ws: Workspace, message: Message, words: { text: string; blocks?: Block[] }): void {
  delete message.blocks
  Object.assign(message, words, words.blocks ? { blocks: kept(ws, words.blocks) } : {})
  ws.changed()
}

function kept(ws: Workspace, blocks: Block[]): Block[] {
  return named(blocks, () => freshId(ws, '').slice(-6))
}

function emitMessage(ws: Workspace, channel: Channel, json: Record<string, unknown>, ts: string): void {
  if (!isBotIn(ws, channel)) return
  const type = channelType(channel)
  const subscription =
    type === 'channel' ? 'message.channels' : type === 'group' ? 'message.groups' : `message.${type}`
  ws.emit(subscription, { ...json, channel: channel.id, event_ts: ts, channel_type: type })
}

function emitChange(
  ws: Workspace,
  channel: Channel,
  message: Message,
  before: Record<string, unknown>,
): void {
  const ts = stamp(ws)
  const after = messageJson(ws, channel, message, { metadata: true })
  const changed = {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    message: after,
    previous_message: before,
  }
  emitMessage(ws, channel, { ...changed, ts }, ts)
}

function emitMention(ws: Workspace, channel: Channel, message: Message): void {
  const { bot } = ws.world
  if (message.bot_id || message.subtype || !message.text.includes(`<@${bot.userId}>`)) return
  if (channel.isIm || !isBotIn(ws, channel)) return
  const { channel: id, user, text, ts, thread_ts } = message
  ws.emit('app_mention', {
    type: 'app_mention',
    user,
    text,
    ts,
    ...(thread_ts ? { thread_ts } : {}),
    channel: id,
    event_ts: ts,
  })
}
