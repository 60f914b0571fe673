import * as channels from '../workspace/channels.ts'
import { invalidArguments, refuse } from '../workspace/refusal.ts'
import { channelJson, messageJson, visibleToBot, isReplyTo } from '../workspace/shapes.ts'
import type { Channel, Message } from '../workspace/world.ts'
import { channelType, isBotIn, isMember } from '../workspace/workspace.ts'
import { type Api, joinedChannel, knownChannel, type Method, needScopeFor } from './api.ts'
import { type Args, flag, str } from './args.ts'
import { page } from './paging.ts'

const LISTS = { otherwise: 100, most: 1000 }
const HISTORY = { otherwise: 100, most: 999 }

const create: Method = (api, args) => {
  const isPrivate = flag(args, 'is_private')
  needScopeFor(api, isPrivate ? 'group' : 'channel')
  const channel = channels.createChannel(api.ws, str(args, 'name'), isPrivate, me(api))
  return { channel: json(api, channel) }
}

const invite: Method = (api, args) => {
  const channel = roomOf(api, args)
  const users = str(args, 'users')
    .split(',')
    .map((u) => u.trim())
    .filter(Boolean)
  if (users.length === 0) refuse('no_user')
  if (users.length > 100) invalidArguments('no more than 100 users allowed [json-pointer:/users]')
  const errors = users.flatMap((user) => {
    const error = whyNotInvited(api, channel, user)
    return error ? [{ user, ok: false, error }] : []
  })
  const welcome = users.filter((user) => !errors.some((e) => e.user === user))
  const first = errors[0]
  if (first && (!flag(args, 'force') || welcome.length === 0)) refuse(first.error, { errors })
  for (const user of new Set(welcome)) channels.addMember(api.ws, channel, user, me(api))
  return { channel: json(api, channel), ...(first ? { errors } : {}) }
}

function whyNotInvited(api: Api, channel: Channel, user: string): string | undefined {
  const person = api.ws.world.people[user]
  if (user === me(api)) return 'cant_invite_self'
  if (!person) return 'user_not_found'
  if (person.deactivated) return 'cant_invite'
  if (isMember(channel, user)) return 'already_in_channel'
  if (person.isUltraRestricted) return 'ura_max_channels'
  if (person.isGuest) return 'user_is_restricted'
  return undefined
}

const kick: Method = (api, args) => {
  const channel = joinedChannel(api, str(args, 'channel'))
  notDirect(channel)
  const user = str(args, 'user')
  if (user === me(api)) refuse('cant_kick_self')
  if (!api.ws.world.people[user]) refuse('user_not_found')
  if (channel.isGeneral) refuse('cant_kick_from_general')
  if (!isMember(channel, user)) refuse('not_in_channel')
  channels.removeMember(api.ws, channel, user, me(api))
  return { errors: {} }
}

const join: Method = (api, args) => {
  const channel = knownChannel(api, str(args, 'channel'))
  if (channelType(channel) !== 'channel') refuse('method_not_supported_for_channel_type')
  if (channel.isArchived) refuse('is_archived')
  if (isBotIn(api.ws, channel)) {
    return {
      channel: json(api, channel),
      warning: 'already_in_channel',
      response_metadata: { warnings: ['already_in_channel'] },
    }
  }
  channels.addMember(api.ws, channel, me(api))
  return { channel: json(api, channel) }
}

const leave: Method = (api, args) => {
  const channel = knownChannel(api, str(args, 'channel'))
  notDirect(channel)
  if (channel.isGeneral) refuse('cant_leave_general')
  if (channel.isArchived) refuse('is_archived')
  if (!isBotIn(api.ws, channel)) return { not_in_channel: true }
  if (channel.isPrivate && channel.members.length === 1) refuse('last_member')
  channels.removeMember(api.ws, channel, me(api))
  return {}
}

const rename: Method = (api, args) => {
  const channel = roomOf(api, args)
  if (channel.creator !== me(api)) refuse('not_authorized')
  channels.rename(api.ws, channel, str(args, 'name'), me(api))
  return { channel: json(api, channel) }
}

const archive: Method = (api, args) => {
  const channel = joinedChannel(api, str(args, 'channel'))
  notDirect(channel)
  if (channel.isArchived) refuse('already_archived')
  if (channel.isGeneral) refuse('cant_archive_general')
  channels.archive(api.ws, channel, me(api))
  return {}
}

/** Bots cannot, whatever their scopes say. */
const unarchive: Method = (api, args) => {
  const channel = knownChannel(api, str(args, 'channel'))
  notDirect(channel)
  if (!channel.isArchived) refuse('not_archived')
  refuse('not_in_channel')
}

const setTopic: Method = (api, args) => {
  const channel = roomOf(api, args)
  const topic = str(args, 'topic')
  if (topic.length > 250) refuse('too_long')
  channels.setTopic(api.ws, channel, topic, me(api))
  return { channel: json(api, channel) }
}

const setPurpose: Method = (api, args) => {
  const channel = roomOf(api, args)
  const purpose = str(args, 'purpose')
  if (purpose.length > 250) refuse('too_long')
  channels.setPurpose(api.ws, channel, purpose, me(api))
  return { channel: json(api, channel) }
}

const info: Method = (api, args) => {
  const channel = knownChannel(api, str(args, 'channel'))
  const count = flag(args, 'include_num_members') ? { num_members: channel.members.length } : {}
  return { channel: { ...json(api, channel), ...count } }
}

const list: Method = (api, args) => {
  const listed = typed(api, args).filter((c) => visibleToBot(api.ws, c))
  const part = page(listed, args, LISTS)
  const rows = part.items.map((c) => ({ ...json(api, c), num_members: c.members.length }))
  return { channels: rows, response_metadata: part.response_metadata }
}

/** `users.conversations`: those somebody is in; of others only what the bot may see too. */
export const conversationsOf: Method = (api, args) => {
  const user = str(args, 'user') || me(api)
  if (user !== me(api) && !api.ws.world.people[user]) refuse('invalid_arguments')
  const listed = typed(api, args).filter((c) => isMember(c, user) && visibleToBot(api.ws, c))
  const part = page(listed, args, LISTS)
  return { channels: part.items.map((c) => json(api, c)), response_metadata: part.response_metadata }
}

const members: Method = (api, args) => {
  const channel = knownChannel(api, str(args, 'channel'))
  const part = page(channel.members, args, LISTS)
  return { members: part.items, response_metadata: part.response_metadata }
}

const history: Method = (api, args) => {
  const channel = joinedChannel(api, str(args, 'channel'))
  const top = channel.messages.filter((m) => !m.thread_ts || m.thread_ts === m.ts || m.broadcast)
  const part = page(within(top, args).reverse(), args, HISTORY)
  return {
    messages: part.items.map((m) => shown(api, channel, m, args)),
    has_more: part.hasMore,
    pin_count: channel.pins.length,
    channel_actions_ts: null,
    channel_actions_count: 0,
    response_metadata: part.response_metadata,
  }
}

/** The parent first on every page, then its replies, oldest first. */
const replies: Method = (api, args) => {
  const channel = joinedChannel(api, str(args, 'channel'))
  const asked = channel.messages.find((m) => m.ts === str(args, 'ts'))
  const parent = asked?.thread_ts ? channel.messages.find((m) => m.ts === asked.thread_ts) : asked
  if (!parent) refuse('thread_not_found')
  const answers = within(
    channel.messages.filter((m) => isReplyTo(parent.ts, m)),
    args,
  )
  const part = page(answers, args, { otherwise: 1000, most: 1000 })
  return {
    messages: [parent, ...part.items].map((m) => shown(api, channel, m, args)),
    has_more: part.hasMore,
    response_metadata: part.response_metadata,
  }
}

const open: Method = (api, args) => {
  const id = str(args, 'channel')
  if (id)
    return {
      channel: { id: joinedChannel(api, id, 'channel_not_found').id },
      no_op: true,
      already_open: true,
    }
  const users = str(args, 'users')
    .split(',')
    .map((u) => u.trim())
    .filter(Boolean)
  if (users.length === 0) refuse('users_list_not_supplied')
  if (users.length > 8) refuse('too_many_users')
  needScopeFor(api, users.length > 1 ? 'mpim' : 'im')
  for (const user of users) {
    const person = api.ws.world.people[user] ?? refuse('user_not_found')
    if (person.deactivated) refuse('user_disabled')
  }
  const { channel, isNew } = channels.directMessage(api.ws, [me(api), ...users])
  const whole = flag(args, 'return_im') ? json(api, channel) : { id: channel.id }
  return { channel: whole, ...(isNew ? {} : { no_op: true, already_open: true }) }
}

const close: Method = (api, args) => {
  const channel = joinedChannel(api, str(args, 'channel'), 'channel_not_found')
  if (!channel.isIm && !channel.isMpim) refuse('method_not_supported_for_channel_type')
  return { no_op: true, already_closed: false }
}

export const conversations: Record<string, Method> = {
  'conversations.create': create,
  'conversations.invite': invite,
  'conversations.kick': kick,
  'conversations.join': join,
  'conversations.leave': leave,
  'conversations.rename': rename,
  'conversations.archive': archive,
  'conversations.unarchive': unarchive,
  'conversations.setTopic': setTopic,
  'conversations.setPurpose': setPurpose,
  'conversations.info': info,
  'conversations.list': list,
  'conversations.members': members,
  'conversations.history': history,
  'conversations.replies': replies,
  'conversations.open': open,
  'conversations.close': close,
  'users.conversations': conversationsOf,
}

function me(api: Api): string {
  return api.ws.world.bot.userId
}

function json(api: Api, channel: Channel): Record<string, unknown> {
  return channelJson(api.ws, channel, me(api))
}

/** A channel the bot can change: joined, not archived, not a direct message. */
function roomOf(api: Api, args: Args): Channel {
  const channel = joinedChannel(api, str(args, 'channel'))
  notDirect(channel)
  if (channel.isArchived) refuse('is_archived')
  return channel
}

function notDirect(channel: Channel): void {
  if (channel.isIm || channel.isMpim) refuse('method_not_supported_for_channel_type')
}

function typed(api: Api, args: Args): Channel[] {
  const kinds: Record<string, 'channel' | 'group' | 'im' | 'mpim'> = {
    public_channel: 'channel',
    private_channel: 'group',
    im: 'im',
    mpim: 'mpim',
  }
  const types = (str(args, 'types') || 'public_channel')
    .split(',')
    .map((t) => kinds[t.trim()] ?? refuse('invalid_types'))
  for (const type of types) needScopeFor(api, type)
  return Object.values(api.ws.world.channels).filter(
    (c) => types.includes(channelType(c)) && !(flag(args, 'exclude_archived') && c.isArchived),
  )
}

/** Messages between `oldest` and `latest`, which are themselves left out unless `inclusive`. */
function within(messages: Message[], args: Args): Message[] {
  const oldest = tsOf(args, 'oldest')
  const latest = tsOf(args, 'latest')
  const inclusive = flag(args, 'inclusive')
  return messages.filter((m) => {
    const ts = Number(m.ts)
    if (oldest !== undefined && (inclusive ? ts < oldest : ts <= oldest)) return false
    return latest === undefined || (inclusive ? ts <= latest : ts < latest)
  })
}

function tsOf(args: Args, name: 'oldest' | 'latest'): number | undefined {
  const value = str(args, name)
  if (value === '' || value === 'now') return undefined
  const ts = Number(value)
  return Number.isFinite(ts) ? ts : refuse(`invalid_ts_${name}`)
}

function shown(api: Api, channel: Channel, m: Message, args: Args): Record<string, unknown> {
  return messageJson(api.ws, channel, m, { metadata: flag(args, 'include_all_metadata') })
}
