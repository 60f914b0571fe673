import { type LocalSlack, startSlack, type SlackOptions } from './slack.ts'

/** A local Slack for tests: its own small manifest, a clock to move, and plain calls. */
export interface TestSlack extends LocalSlack {
  clock: { now(): Date; advance(ms: number): void }
  /** Calls a method with the bot's token and a JSON body, or a form where only that is read. */
  call(method: string, args?: Record<string, unknown>, token?: string): Promise<Answered>
}

/** JSON that a test looks into. */
export type Json = Record<string, any>

export type Answered = Json & { ok: boolean; error?: string }

export const BOT_TOKEN = 'xoxb-test'
export const APP_TOKEN = 'xapp-test'
export const SECRET = 'a signing secret'

export const SCOPES = [
  'commands',
  'chat:write',
  'channels:manage',
  'channels:read',
  'channels:history',
  'channels:join',
  'groups:write',
  'groups:read',
  'groups:history',
  'im:write',
  'im:read',
  'im:history',
  'mpim:write',
  'users:read',
  'users:read.email',
  'team:read',
  'dnd:read',
  'pins:read',
  'pins:write',
  'bookmarks:read',
  'bookmarks:write',
  'reactions:read',
  'reactions:write',
  'usergroups:read',
  'usergroups:write',
  'files:read',
  'files:write',
  'canvases:write',
]

const EVENTS = [
  'message.channels',
  'message.groups',
  'message.im',
  'reaction_added',
  'reaction_removed',
  'pin_added',
  'pin_removed',
  'member_joined_channel',
  'member_left_channel',
  'channel_created',
  'channel_rename',
  'channel_archive',
  'channel_unarchive',
  'group_archive',
  'user_change',
  'team_join',
  'app_home_opened',
  'app_mention',
  'subteam_updated',
]

export function manifest(scopes: string[] = SCOPES, events: string[] = EVENTS): string {
  return `
display_information: { name: Tester }
features:
  app_home: { home_tab_enabled: true, messages_tab_enabled: true }
  bot_user: { display_name: tester }
  slash_commands:
    - { command: /echo, description: Says it again, usage_hint: words, should_escape: true }
    - { command: /plain, description: Says it again, should_escape: false }
  shortcuts:
    - { name: Do it, callback_id: do_it, description: Does it, type: global }
    - { name: Keep it, callback_id: keep_it, description: Keeps it, type: message }
oauth_config: { scopes: { bot: [${scopes.map((s) => `'${s}'`).join(', ')}] } }
settings: { event_subscriptions: { bot_events: [${events.join(', ')}] } }
`
}

export async function startTestSlack(options: Partial<SlackOptions> = {}): Promise<TestSlack> {
  let now = Date.parse('2027-02-12T09:00:00Z')
  const clock = {
    now: () => new Date(now),
    advance(ms: number) {
      now += ms
    },
  }
  const slack = await startSlack({
    clock,
    manifest: manifest(),
    signingSecret: SECRET,
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    ...options,
  })
  return Object.assign(slack, {
    clock,
    async call(method: string, args: Record<string, unknown> = {}, token = BOT_TOKEN) {
      const form = Object.entries(args).map(([k, v]) => [k, typeof v === 'string' ? v : JSON.stringify(v)])
      const response = await fetch(slack.apiUrl + method, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form as [string, string][]).toString(),
      })
      return (await response.json()) as Answered
    },
  })
}
