import * as channels from '../workspace/channels.ts'
import { invalidArguments, refuse } from '../workspace/refusal.ts'
import type { Channel } from '../workspace/world.ts'
import { channelType, isBotIn, isMember } from '../workspace/workspace.ts'
import { type Api, asSeen, joinedChannel, knownChannel, me, type Method, needScopeFor } from './api.ts'
import { type Args, flag, str } from './args.ts'

const create: Method = (api, args) => {
  const isPrivate = flag(args, 'is_private')
  needScopeFor(api, isPrivate ? 'group' : 'channel')
  const channel = channels.createChannel(api.ws, str(args, 'name'), isPrivate, me(api))
  return { channel: asSeen(api, channel) }
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
  return { channel: asSeen(api, channel), ...(first ? { errors } : {}) }
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
      channel: asSeen(api, channel),
      warning: 'already_in_channel',
      response_metadata: { warnings: ['already_in_channel'] },
    }
  }
  channels.addMember(api.ws, channel, me(api))
  return { channel: asSeen(api, channel) }
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
  return { channel: asSeen(api, channel) }
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
  return { channel: asSeen(api, channel) }
}

const setPurpose: Method = (api, args) => {
  const channel = roomOf(api, args)
  const purpose = str(args, 'purpose')
  if (purpose.length > 250) refuse('too_long')
  channels.setPurpose(api.ws, channel, purpose, me(api))
  return { channel: asSeen(api, channel) }
}

export const rooms: Record<string, Method> = {
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
