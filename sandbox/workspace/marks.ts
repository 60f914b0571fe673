import { messageJson } from './message-json.ts'
import { systemLine } from './messages.ts'
import { refuse } from './refusal.ts'
import { type Workspace, isBotIn, messageOf, stamp } from './workspace.ts'
import type { Channel, Message } from './world.ts'

export function react(ws: Workspace, channel: Channel, ts: string, name: string, user: string): void {
  const message = messageOf(channel, ts)
  const reactions = (message.reactions ??= [])
  let reaction = reactions.find((r) => r.name === name)
  if (reaction?.users.includes(user)) refuse('already_reacted')
  if (!reaction) {
    if (reactions.length >= 23) refuse('too_many_emoji')
    reaction = { name, users: [] }
    reactions.push(reaction)
  }
  reaction.users.push(user)
  emitReaction(ws, channel, message, 'reaction_added', name, user)
}

export function unreact(ws: Workspace, channel: Channel, ts: string, name: string, user: string): void {
  const message = messageOf(channel, ts)
  const reaction = message.reactions?.find((r) => r.name === name && r.users.includes(user))
  if (!reaction) refuse('no_reaction')
  reaction.users = reaction.users.filter((u) => u !== user)
  message.reactions = (message.reactions ?? []).filter((r) => r.users.length > 0)
  emitReaction(ws, channel, message, 'reaction_removed', name, user)
}

export function pin(ws: Workspace, channel: Channel, ts: string, user: string): void {
  const message = messageOf(channel, ts)
  if (channel.pins.some((p) => p.ts === ts)) refuse('already_pinned')
  if (channel.pins.length >= 100) refuse('too_many_pins')
  channel.pins.push({ ts, user, created: Math.floor(ws.clock.now().getTime() / 1000) })
  emitPin(ws, channel, message, 'pin_added', user)
  const item = { type: 'message', channel: channel.id, message: messageJson(ws, channel, message) }
  systemLine(ws, channel, user, 'pinned_item', `<@${user}> pinned a message to this channel.`, {
    item,
    item_type: 'C',
  })
}

export function unpin(ws: Workspace, channel: Channel, ts: string, user: string): void {
  const message = messageOf(channel, ts)
  if (!channel.pins.some((p) => p.ts === ts)) refuse('no_pin')
  channel.pins = channel.pins.filter((p) => p.ts !== ts)
  emitPin(ws, channel, message, 'pin_removed', user)
  ws.changed()
}

function emitReaction(
  ws: Workspace,
  c: Channel,
  m: Message,
  type: string,
  reaction: string,
  user: string,
): void {
  ws.changed()
  if (!isBotIn(ws, c)) return
  const item = { type: 'message', channel: c.id, ts: m.ts }
  ws.emit(type, { type, user, reaction, item, ...(m.user ? { item_user: m.user } : {}), event_ts: stamp(ws) })
}

function emitPin(ws: Workspace, c: Channel, m: Message, type: string, user: string): void {
  if (!isBotIn(ws, c)) return
  const created = Math.floor(ws.clock.now().getTime() / 1000)
  const item = { type: 'message', channel: c.id, created, created_by: user, message: messageJson(ws, c, m) }
  ws.emit(type, { type, user, channel_id: c.id, item, has_pins: c.pins.length > 0, event_ts: stamp(ws) })
}
