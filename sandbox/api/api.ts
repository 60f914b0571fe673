import type { SocketMode } from '../deliver/socket.ts'
import { refuse } from '../workspace/refusal.ts'
import type { Triggers } from '../people/triggers.ts'
import { channelJson, visibleToBot } from '../workspace/channel-json.ts'
import type { Channel } from '../workspace/world.ts'
import { channelOf, channelType, isBotIn, type Workspace } from '../workspace/workspace.ts'
import type { Args } from './args.ts'

/** The tools of a method handler, which checks as Slack does, changes the workspace and returns the answer. */
export interface Api {
  ws: Workspace
  triggers: Triggers
  sockets: SocketMode
  /** The scopes that serve for this call, as the method's facts list them. */
  scopes: string[]
}

export type Method = (api: Api, args: Args) => Record<string, unknown>

const PREFIX = { channel: 'channels:', group: 'groups:', im: 'im:', mpim: 'mpim:' }

export function me(api: Api): string {
  return api.ws.world.bot.userId
}

/** A channel as the bot sees it. */
export function asSeen(api: Api, channel: Channel): Record<string, unknown> {
  return channelJson(api.ws, channel, me(api))
}

/** A channel the bot may know of, with a scope for its type. */
export function knownChannel(api: Api, id: string): Channel {
  const channel = channelOf(api.ws, id)
  if (!visibleToBot(api.ws, channel)) refuse('channel_not_found')
  needScopeFor(api, channelType(channel))
  return channel
}

/** A channel the bot is in, with a scope for its type. */
export function joinedChannel(api: Api, id: string, otherwise = 'not_in_channel'): Channel {
  const channel = knownChannel(api, id)
  if (!isBotIn(api.ws, channel)) refuse(otherwise)
  return channel
}

/** Refuses when the granted scopes cover channels, but none of this type. */
export function needScopeFor(api: Api, type: keyof typeof PREFIX): void {
  const prefixes = Object.values(PREFIX)
  const fitting = api.scopes.filter(
    (scope) => scope.startsWith(PREFIX[type]) || !prefixes.some((prefix) => scope.startsWith(prefix)),
  )
  needOneOf(api, fitting)
}

/** Refuses unless one of these scopes is granted; a method without scopes needs none. */
export function needOneOf(api: Pick<Api, 'ws' | 'scopes'>, scopes: string[]): void {
  const granted = api.ws.manifest.scopes
  if (api.scopes.length === 0 || scopes.some((scope) => granted.includes(scope))) return
  refuse('missing_scope', {
    needed: (scopes.length > 0 ? scopes : api.scopes).join(','),
    provided: granted.join(','),
  })
}
