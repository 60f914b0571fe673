import { systemLine } from './messages.ts'
import { emptyChannel } from './new-world.ts'
import { refuse } from './refusal.ts'
import type { Channel } from './world.ts'
import { channelType, freshId, isBotIn, isMember, seconds, stamp, type Workspace } from './workspace.ts'

/** Changes channels, for every caller. Callers have checked who may. */

export function createChannel(ws: Workspace, name: string, isPrivate: boolean, creator: string): Channel {
  checkName(ws, name)
  const channel = { ...emptyChannel(freshId(ws, 'C'), name, creator, seconds(ws)), isPrivate }
  ws.world.channels[channel.id] = channel
  if (!isPrivate) {
    const brief = { id: channel.id, name, created: channel.created, creator, is_channel: true }
    ws.emit('channel_created', { type: 'channel_created', channel: brief, event_ts: stamp(ws) })
  }
  announceJoin(ws, channel, creator)
  return channel
}

/** Refuses a name as Slack does; an archived channel, or one nobody here can see, keeps its name. */
export function checkName(ws: Workspace, name: string): void {
  if (name === '') refuse('invalid_name_required')
  if (name.length > 80) refuse('invalid_name_maxlength')
  if (/^[-_]+$/.test(name)) refuse('invalid_name_punctuation')
  if (!/^[a-z0-9_-]+$/.test(name)) refuse('invalid_name_specials')
  if (Object.values(ws.world.channels).some((c) => !c.isIm && c.name === name)) refuse('name_taken')
}

export function addMember(ws: Workspace, channel: Channel, user: string, inviter?: string): void {
  channel.members.push(user)
  announceJoin(ws, channel, user, inviter)
}

function announceJoin(ws: Workspace, channel: Channel, user: string, inviter?: string): void {
  const by = inviter && inviter !== user ? { inviter } : {}
  if (!channel.isMpim) systemLine(ws, channel, user, 'channel_join', `<@${user}> has joined the channel`, by)
  if (isBotIn(ws, channel)) emitMembership(ws, channel, 'member_joined_channel', user, by)
}

/** Takes someone out; `by` is who did it, when it was not they themselves. */
export function removeMember(ws: Workspace, channel: Channel, user: string, by?: string): void {
  const botWasIn = isBotIn(ws, channel)
  const text = by ? `<@${user}> was removed from the channel` : `<@${user}> has left the channel`
  channel.members = channel.members.filter((m) => m !== user)
  systemLine(ws, channel, user, 'channel_leave', text)
  if (botWasIn) emitMembership(ws, channel, 'member_left_channel', user, {})
  if (user === ws.world.bot.userId) emitAbout(ws, channel, 'left', {}, by ? { actor_id: by } : {})
}

export function rename(ws: Workspace, channel: Channel, name: string, user: string): void {
  checkName(ws, name)
  const old = channel.name
  channel.previousNames.unshift(old)
  channel.name = name
  const text = `<@${user}> has renamed the channel from "${old}" to "${name}"`
  systemLine(ws, channel, user, 'channel_name', text, { old_name: old, name })
  const brief = { id: channel.id, name, name_normalized: name, created: channel.created, is_mpim: false }
  if (botSees(ws, channel)) emitAbout(ws, channel, 'rename', { channel: brief })
}

export function archive(ws: Workspace, channel: Channel, user: string): void {
  systemLine(ws, channel, user, 'channel_archive', `<@${user}> archived the channel`)
  channel.isArchived = true
  if (botSees(ws, channel)) emitAbout(ws, channel, 'archive', { user, is_moved: 0 })
  ws.changed()
}

export function unarchive(ws: Workspace, channel: Channel, user: string): void {
  channel.isArchived = false
  systemLine(ws, channel, user, 'channel_unarchive', `<@${user}> un-archived the channel`)
  if (botSees(ws, channel)) emitAbout(ws, channel, 'unarchive', { user })
}

export function setTopic(ws: Workspace, channel: Channel, value: string, user: string): void {
  channel.topic = { value, creator: user, last_set: seconds(ws) }
  const text = value ? `<@${user}> set the channel topic: ${value}` : `<@${user}> cleared the channel topic`
  systemLine(ws, channel, user, 'channel_topic', text, { topic: value })
}

export function setPurpose(ws: Workspace, channel: Channel, value: string, user: string): void {
  channel.purpose = { value, creator: user, last_set: seconds(ws) }
  const text = value
    ? `<@${user}> set the channel purpose: ${value}`
    : `<@${user}> cleared the channel purpose`
  systemLine(ws, channel, user, 'channel_purpose', text, { purpose: value })
}

/** The direct message of exactly these people (bots included), made if there is none. */
export function directMessage(ws: Workspace, members: string[]): { channel: Channel; isNew: boolean } {
  const wanted = [...new Set(members)].sort()
  const existing = Object.values(ws.world.channels).find(
    (c) => (c.isIm || c.isMpim) && [...c.members].sort().join() === wanted.join(),
  )
  if (existing) return { channel: existing, isNew: false }
  const isMpim = wanted.length > 2
  const id = freshId(ws, isMpim ? 'C' : 'D')
  const names = wanted.map((m) => ws.world.people[m]?.name ?? ws.world.bot.name)
  const name = isMpim ? `mpdm-${names.join('--')}-1` : ''
  const channel: Channel = {
    ...emptyChannel(id, name, wanted[0] ?? '', seconds(ws)),
    isIm: !isMpim,
    isMpim,
    isPrivate: true,
    members: wanted,
  }
  ws.world.channels[id] = channel
  ws.changed()
  return { channel, isNew: true }
}

function botSees(ws: Workspace, channel: Channel): boolean {
  return channelType(channel) === 'channel' || isMember(channel, ws.world.bot.userId)
}

/** `channel_archive` or `group_archive`, whichever the channel is. */
function emitAbout(
  ws: Workspace,
  channel: Channel,
  what: string,
  fields: Record<string, unknown>,
  extra: Record<string, unknown> = {},
): void {
  const type = `${channel.isPrivate ? 'group' : 'channel'}_${what}`
  ws.emit(type, { type, channel: channel.id, ...fields, ...extra, event_ts: stamp(ws) })
}

function emitMembership(
  ws: Workspace,
  c: Channel,
  type: string,
  user: string,
  extra: Record<string, unknown>,
): void {
  const channelKind = c.isPrivate ? 'G' : 'C'
  ws.emit(type, {
    type,
    user,
    channel: c.id,
    channel_type: channelKind,
    team: ws.world.team.id,
    ...extra,
    event_ts: stamp(ws),
  })
}
