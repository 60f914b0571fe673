/** Which scopes a story's traffic with Slack needed, by Slack's own lists. */
import { readFileSync } from 'node:fs'
import type { Traffic } from '../play/play-story.ts'

type Kind = 'channels' | 'groups' | 'im' | 'mpim'
const kinds: readonly string[] = ['channels', 'groups', 'im', 'mpim'] satisfies Kind[]

const methods = JSON.parse(readFileSync('sandbox/api/methods.json', 'utf8')) as Record<
  string,
  { scopes: string[] }
>

/** Scopes for an event, each alone enough; for messages they depend on the kind of channel. */
export const eventScopes: Record<string, string[]> = {
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  pin_added: ['pins:read'],
  pin_removed: ['pins:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  channel_archive: ['channels:read'],
  channel_deleted: ['channels:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  user_change: ['users:read'],
  team_join: ['users:read'],
  channel_id_changed: [],
  app_home_opened: [],
  app_uninstalled: [],
  tokens_revoked: [],
}

/** For each call that Slack carried out and each event it sent: the scopes of which one was needed. */
export function scopesUsed({ calls, events, kindOf }: Traffic): string[][] {
  const called = calls.map(({ method, args }) => fitting(methods[method]?.scopes ?? [], kindAsked(args)))
  const heard = events.map(
    ({ type, channelType }) =>
      eventScopes[type === 'message' ? `message.${plural(channelType)}` : type] ?? ['an unknown event'],
  )
  return [...called, ...heard].filter((needed) => needed.length > 0)

  function kindAsked(args: Record<string, unknown>): Kind | null {
    const [channel, types, users] = [args['channel'], args['types'], args['users']].map(String)
    const known = kindOf.get(channel ?? '')
    if (known !== undefined) return known
    if (/^[UW]/.test(channel ?? '')) return 'im'
    if (types === 'private_channel' || String(args['is_private']) === 'true') return 'groups'
    if (types === 'public_channel' || 'is_private' in args) return 'channels'
    if (args['users'] === undefined) return null
    return users?.includes(',') ? 'mpim' : 'im'
  }
}

function fitting(scopes: readonly string[], kind: Kind | null): string[] {
  const ofKind = (scope: string) => scope.split(':')[0] ?? ''
  if (kind === null || !scopes.some((scope) => kinds.includes(ofKind(scope)))) return [...scopes]
  return scopes.filter((scope) => ofKind(scope) === kind || !kinds.includes(ofKind(scope)))
}

function plural(channelType: string): string {
  return { channel: 'channels', group: 'groups' }[channelType] ?? channelType
}
