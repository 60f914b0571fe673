import { directMessage } from '../workspace/channels.ts'
import { visibleToBot } from '../workspace/channel-json.ts'
import { refuse } from '../workspace/refusal.ts'
import type { Channel } from '../workspace/world.ts'
import { channelType, isMember } from '../workspace/workspace.ts'
import { type Api, asSeen, joinedChannel, knownChannel, me, type Method, needScopeFor } from './api.ts'
import { type Args, flag, str } from './args.ts'
import { page } from './paging.ts'

const LISTS = { otherwise: 100, most: 1000 }

const info: Method = (api, args) => {
  const channel = knownChannel(api, str(args, 'channel'))
  const count = flag(args, 'include_num_members') ? { num_members: channel.members.length } : {}
  return { channel: { ...asSeen(api, channel), ...count } }
}

const list: Method = (api, args) => {
  const listed = typed(api, args).filter((c) => visibleToBot(api.ws, c))
  const part = page(listed, args, LISTS, (c) => c.id)
  const rows = part.items.map((c) => ({ ...asSeen(api, c), num_members: c.members.length }))
  return { channels: rows, response_metadata: part.response_metadata }
}

/** `users.conversations`: those somebody is in; of others only what the bot may see too. */
const conversationsOf: Method = (api, args) => {
  const user = str(args, 'user') || me(api)
  if (user !== me(api) && !api.ws.world.people[user]) refuse('invalid_arguments')
  const listed = typed(api, args).filter((c) => isMember(c, user) && visibleToBot(api.ws, c))
  const part = page(listed, args, LISTS, (c) => c.id)
  return { channels: part.items.map((c) => asSeen(api, c)), response_metadata: part.response_metadata }
}

const members: Method = (api, args) => {
  const channel = knownChannel(api, str(args, 'channel'))
  const part = page(channel.members, args, LISTS, (member) => member)
  return { members: part.items, response_metadata: part.response_metadata }
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
  const { channel, isNew } = directMessage(api.ws, [me(api), ...users])
  const whole = flag(args, 'return_im') ? asSeen(api, channel) : { id: channel.id }
  return { channel: whole, ...(isNew ? {} : { no_op: true, already_open: true }) }
}

const close: Method = (api, args) => {
  const channel = joinedChannel(api, str(args, 'channel'), 'channel_not_found')
  if (!channel.isIm && !channel.isMpim) refuse('method_not_supported_for_channel_type')
  return { no_op: true, already_closed: false }
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

export const conversationLists: Record<string, Method> = {
  'conversations.info': info,
  'conversations.list': list,
  'conversations.members': members,
  'conversations.open': open,
  'conversations.close': close,
  'users.conversations': conversationsOf,
}
