import { directMessage } from '../workspace/channels.ts'
import * as messages from '../workspace/messages.ts'
import { refuse } from '../workspace/refusal.ts'
import { permalink } from '../workspace/permalink.ts'
import { channelType } from '../workspace/workspace.ts'
import { visibleToBot } from '../workspace/channel-json.ts'
import { messageJson } from '../workspace/message-json.ts'
import type { Channel, Message } from '../workspace/world.ts'
import { isBotIn, isMember, messageOf } from '../workspace/workspace.ts'
import { type Api, type Method, needOneOf } from './api.ts'
import { type Args, flag, str } from './args.ts'
import { readBlocks, readContent, readMetadata } from './message-content.ts'

/** The longest `text` of an edit; a new message is cut at ten times that. */
const LONGEST_EDIT = 4000

const postMessage: Method = (api, args) => {
  const content = readContent(args)
  const channel = destination(api, str(args, 'channel'))
  const { warnings, ...words } = content
  const message = messages.post(api.ws, channel, {
    ...author(api, args),
    ...words,
    ...threadOf(args, channel),
  })
  const json = messageJson(api.ws, channel, message, { metadata: true })
  return { channel: channel.id, ts: message.ts, message: json, ...warned(warnings) }
}

const update: Method = (api, args) => {
  const channel = known(api, str(args, 'channel'))
  const message = messageOf(channel, str(args, 'ts'))
  if (message.bot_id !== api.ws.world.bot.botId) refuse('cant_update_message')
  if (channel.isArchived) refuse('is_inactive')
  const textGiven = args['text'] !== undefined || args['markdown_text'] !== undefined
  const blocks = readBlocks(args['blocks'])
  if (!textGiven && !blocks && args['attachments'] === undefined && args['metadata'] === undefined)
    refuse('no_text')
  const content = textGiven ? readContent(args, LONGEST_EDIT) : undefined
  messages.change(api.ws, channel, message, {
    ...(content ? { text: content.text, attachments: content.attachments } : {}),
    ...(blocks ? { blocks: blocks.length > 0 ? blocks : undefined } : textGiven ? { blocks: undefined } : {}),
    ...(args['metadata'] === undefined ? {} : { metadata: readMetadata(args['metadata']) }),
    ...(blocks?.length
      ? {}
      : {
          edited: {
            user: api.ws.world.bot.userId,
            ts: `${Math.floor(api.ws.clock.now().getTime() / 1000)}.000000`,
          },
        }),
  })
  const json = messageJson(api.ws, channel, message, { metadata: true })
  return { channel: channel.id, ts: message.ts, text: message.text, message: json }
}

const remove: Method = (api, args) => {
  const channel = known(api, str(args, 'channel'))
  const message = messageOf(channel, str(args, 'ts'))
  if (message.bot_id !== api.ws.world.bot.botId) refuse('cant_delete_message')
  messages.remove(api.ws, channel, message)
  return { channel: channel.id, ts: message.ts }
}

/** Reaches only people who are in the channel now, and is in no history. */
const postEphemeral: Method = (api, args) => {
  const { warnings, metadata: _, ...words } = readContent(args)
  const channel = known(api, str(args, 'channel'))
  if (!isBotIn(api.ws, channel)) refuse('not_in_channel')
  if (channel.isArchived) refuse('is_archived')
  const user = str(args, 'user')
  if (!isMember(channel, user) || api.ws.world.people[user]?.deactivated) refuse('user_not_in_channel')
  const message = messages.whisper(api.ws, channel, user, {
    ...author(api, args),
    ...words,
    ...threadOf(args, channel),
  })
  return { message_ts: message.ts, ...warned(warnings) }
}

const getPermalink: Method = (api, args) => {
  const channel = known(api, str(args, 'channel'))
  const message = messageOf(channel, str(args, 'message_ts'))
  return { channel: channel.id, permalink: permalink(api.ws, channel, message) }
}

export const chat: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
}

function known(api: Api, id: string): Channel {
  const channel = api.ws.world.channels[id]
  if (!channel || !visibleToBot(api.ws, channel)) refuse('channel_not_found')
  return channel
}

/** A channel by id or `#name`, or the direct message with a person, opened if need be. */
function destination(api: Api, target: string): Channel {
  const { ws } = api
  const person = ws.world.people[target]
  if (person?.deactivated) refuse('channel_not_found')
  const named = Object.values(ws.world.channels).find((c) => c.name === target.replace(/^#/, '') && !c.isIm)
  const id = person ? directMessage(ws, [ws.world.bot.userId, target]).channel.id : (named?.id ?? target)
  const channel = known(api, id)
  if (channel.isArchived) refuse('is_archived')
  if (channel.isIm && channel.members.some((m) => ws.world.people[m]?.deactivated)) refuse('is_archived')
  if (channel.isIm && !ws.manifest.messagesTab) refuse('messages_tab_disabled')
  const publicly = channelType(channel) === 'channel' && ws.manifest.scopes.includes('chat:write.public')
  if (!isBotIn(ws, channel) && !publicly) refuse('not_in_channel')
  return channel
}

/** Slack shows a bot under another name only with a further scope, and then as a nameless `bot_message`. */
function author(
  api: Api,
  args: Args,
): Pick<Message, 'user' | 'bot_id' | 'app_id' | 'username' | 'icons' | 'subtype'> {
  const { bot } = api.ws.world
  const username = str(args, 'username')
  const emoji = str(args, 'icon_emoji')
  const image = str(args, 'icon_url')
  if (!username && !emoji && !image) return { user: bot.userId, bot_id: bot.botId, app_id: bot.appId }
  needOneOf(api, ['chat:write.customize'])
  const icons = { ...(emoji ? { emoji } : {}), ...(image ? { image_48: image } : {}) }
  return {
    subtype: 'bot_message',
    bot_id: bot.botId,
    app_id: bot.appId,
    username: username || bot.name,
    icons,
  }
}

/** A reply goes to its thread's parent; a thread that does not exist is a plain message, as Slack has it. */
function threadOf(args: Args, channel: Channel): Pick<Message, 'thread_ts' | 'broadcast'> {
  const asked = str(args, 'thread_ts')
  const parent = channel.messages.find((m) => m.ts === asked)
  if (!asked || !parent) return {}
  return {
    thread_ts: parent.thread_ts ?? parent.ts,
    ...(flag(args, 'reply_broadcast') ? { broadcast: true } : {}),
  }
}

function warned(warnings: string[]): Record<string, unknown> {
  return warnings.length > 0 ? { warning: warnings.join(','), response_metadata: { warnings } } : {}
}
