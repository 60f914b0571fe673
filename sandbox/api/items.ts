import * as marks from '../workspace/marks.ts'
import { refuse } from '../workspace/refusal.ts'
import { messageJson } from '../workspace/message-json.ts'
import type { Bookmark, Channel, Message } from '../workspace/world.ts'
import { freshId, isBotIn, messageOf, seconds } from '../workspace/workspace.ts'
import { type Api, type Method } from './api.ts'
import { type Args, str } from './args.ts'
import { page } from './paging.ts'

/** Pins, reactions and bookmarks: what hangs on a channel or a message. */

const pinsAdd: Method = (api, args) => {
  const channel = joined(api, str(args, 'channel'), 'not_in_channel')
  if (channel.isArchived) refuse('restricted_action')
  marks.pin(api.ws, channel, pinnable(channel, tsOf(args)).ts, me(api))
  return {}
}

const pinsRemove: Method = (api, args) => {
  const channel = joined(api, str(args, 'channel'), 'channel_not_found')
  marks.unpin(api.ws, channel, tsOf(args), me(api))
  return {}
}

const pinsList: Method = (api, args) => {
  const channel = joined(api, str(args, 'channel'), 'channel_not_found')
  const items = channel.pins.map((p) => ({
    type: 'message',
    channel: channel.id,
    created: p.created,
    created_by: p.user,
    message: messageJson(api.ws, channel, messageOf(channel, p.ts)),
  }))
  return { items: items.reverse() }
}

const reactionsAdd: Method = (api, args) => {
  const { channel, message, name } = reactable(api, args)
  marks.react(api.ws, channel, message.ts, name, me(api))
  return {}
}

const reactionsRemove: Method = (api, args) => {
  if (!str(args, 'channel') || !str(args, 'timestamp')) refuse('no_item_specified')
  const { channel, message, name } = reactable(api, args)
  marks.unreact(api.ws, channel, message.ts, name, me(api))
  return {}
}

const reactionsGet: Method = (api, args) => {
  if (!str(args, 'channel') || !str(args, 'timestamp')) refuse('no_item_specified')
  const channel = joined(api, str(args, 'channel'), 'channel_not_found')
  const message = messageOf(channel, tsOf(args))
  return { type: 'message', channel: channel.id, message: messageJson(api.ws, channel, message) }
}

const reactionsList: Method = (api, args) => {
  const user = str(args, 'user') || me(api)
  const items = Object.values(api.ws.world.channels)
    .filter((c) => isBotIn(api.ws, c))
    .flatMap((c) =>
      c.messages
        .filter((m) => m.reactions?.some((r) => r.users.includes(user)))
        .map((m) => ({ type: 'message', channel: c.id, message: messageJson(api.ws, c, m) })),
    )
  const part = page(
    items,
    args,
    { otherwise: 100, most: 1000 },
    (item) => `${item.channel} ${String(item.message['ts'])}`,
  )
  return { items: part.items, response_metadata: part.response_metadata }
}

const bookmarksAdd: Method = (api, args) => {
  const channel = joined(api, str(args, 'channel_id'), 'access_denied')
  if (str(args, 'type') !== 'link') refuse('invalid_bookmark_type')
  if (channel.bookmarks.length >= 100) refuse('too_many_bookmarks')
  const title = str(args, 'title')
  const bookmark: Bookmark = {
    id: freshId(api.ws, 'Bk'),
    title: titled(title),
    link: linked(str(args, 'link')),
    emoji: emojied(str(args, 'emoji')),
    type: 'link',
    rank: channel.bookmarks.length,
    created: seconds(api.ws),
    updated: 0,
    by: me(api),
  }
  channel.bookmarks.push(bookmark)
  api.ws.changed()
  return { bookmark: bookmarkJson(api, channel, bookmark) }
}

const bookmarksEdit: Method = (api, args) => {
  const { channel, bookmark } = bookmarkOf(api, args)
  if (args['title'] !== undefined) bookmark.title = titled(str(args, 'title'))
  if (args['link'] !== undefined) bookmark.link = linked(str(args, 'link'))
  if (args['emoji'] !== undefined) bookmark.emoji = emojied(str(args, 'emoji'))
  bookmark.updated = seconds(api.ws)
  api.ws.changed()
  return { bookmark: bookmarkJson(api, channel, bookmark) }
}

const bookmarksList: Method = (api, args) => {
  const channel = joined(api, str(args, 'channel_id'), 'access_denied')
  return { bookmarks: channel.bookmarks.map((b) => bookmarkJson(api, channel, b)) }
}

const bookmarksRemove: Method = (api, args) => {
  const { channel, bookmark } = bookmarkOf(api, args)
  channel.bookmarks = channel.bookmarks.filter((b) => b !== bookmark)
  api.ws.changed()
  return {}
}

export const items: Record<string, Method> = {
  'pins.add': pinsAdd,
  'pins.remove': pinsRemove,
  'pins.list': pinsList,
  'reactions.add': reactionsAdd,
  'reactions.remove': reactionsRemove,
  'reactions.get': reactionsGet,
  'reactions.list': reactionsList,
  'bookmarks.add': bookmarksAdd,
  'bookmarks.edit': bookmarksEdit,
  'bookmarks.list': bookmarksList,
  'bookmarks.remove': bookmarksRemove,
}

function me(api: Api): string {
  return api.ws.world.bot.userId
}

/** These methods have one scope for all channel types; only membership counts. */
function joined(api: Api, id: string, otherwise: string): Channel {
  const channel = api.ws.world.channels[id]
  if (!channel) refuse('channel_not_found')
  if (!isBotIn(api.ws, channel)) refuse(channel.isPrivate ? 'channel_not_found' : otherwise)
  return channel
}

function tsOf(args: Args): string {
  const ts = str(args, 'timestamp')
  return /^\d+\.\d{6}$/.test(ts) ? ts : refuse('bad_timestamp')
}

const SYSTEM_LINES = /^(channel_|pinned_item|tombstone)/

function pinnable(channel: Channel, ts: string): Message {
  const message = messageOf(channel, ts)
  return SYSTEM_LINES.test(message.subtype ?? '') ? refuse('not_pinnable') : message
}

function reactable(api: Api, args: Args): { channel: Channel; message: Message; name: string } {
  const name = str(args, 'name')
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) refuse('invalid_name')
  const channel = joined(api, str(args, 'channel'), 'no_access')
  if (channel.isArchived) refuse(args['file'] === undefined ? 'is_archived' : 'no_access')
  return { channel, message: messageOf(channel, tsOf(args)), name }
}

function bookmarkOf(api: Api, args: Args): { channel: Channel; bookmark: Bookmark } {
  const channel = joined(api, str(args, 'channel_id'), 'access_denied')
  const bookmark = channel.bookmarks.find((b) => b.id === str(args, 'bookmark_id'))
  return { channel, bookmark: bookmark ?? refuse('not_found') }
}

function titled(title: string): string {
  return title.length >= 1 && title.length <= 256 ? title : refuse('invalid_arguments')
}

function linked(link: string): string {
  return /^https?:\/\/\S+$/.test(link) && link.length <= 2048 ? link : refuse('invalid_link')
}

function emojied(emoji: string): string {
  return emoji === '' || /^:[a-z0-9_+'-]+:$/.test(emoji) ? emoji : refuse('invalid_emoji')
}

function bookmarkJson(api: Api, channel: Channel, b: Bookmark): Record<string, unknown> {
  return {
    id: b.id,
    channel_id: channel.id,
    title: b.title,
    link: b.link,
    emoji: b.emoji,
    icon_url: null,
    type: b.type,
    entity_id: null,
    date_created: b.created,
    date_updated: b.updated,
    rank: String(b.rank),
    last_updated_by_user_id: b.by,
    last_updated_by_team_id: api.ws.world.team.id,
    shortcut_id: null,
    app_id: null,
  }
}
