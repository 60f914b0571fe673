import type { Workspace } from './workspace.ts'
import type { Employee } from './world.ts'

export function userJson(ws: Workspace, p: Employee): Record<string, unknown> {
  const zone = zoneOf(ws, p.tz)
  const [first = '', ...rest] = p.realName.split(' ')
  const email = ws.manifest.scopes.includes('users:read.email') ? { email: p.email } : {}
  return {
    id: p.id,
    team_id: ws.world.team.id,
    name: p.name,
    deleted: p.deactivated,
    color: p.avatar.colour.slice(1),
    ...(p.deactivated
      ? {}
      : { real_name: p.realName, tz: p.tz, tz_label: zone.label, tz_offset: zone.offset }),
    profile: {
      title: p.title,
      real_name: p.realName,
      real_name_normalized: p.realName,
      display_name: p.displayName,
      display_name_normalized: p.displayName,
      first_name: first,
      last_name: rest.join(' '),
      status_text: '',
      status_emoji: '',
      team: ws.world.team.id,
      ...email,
    },
    is_admin: p.isOwner,
    is_owner: p.isOwner,
    is_primary_owner: p.isOwner,
    is_restricted: p.isGuest,
    is_ultra_restricted: p.isUltraRestricted,
    is_bot: p.isBot,
    is_app_user: false,
    updated: p.updated,
  }
}

export function botUserJson(ws: Workspace): Record<string, unknown> {
  const { bot, team } = ws.world
  return {
    id: bot.userId,
    team_id: team.id,
    name: bot.name,
    deleted: false,
    real_name: bot.name,
    tz: 'America/Los_Angeles',
    tz_label: 'Pacific Standard Time',
    tz_offset: -28800,
    profile: {
      real_name: bot.name,
      display_name: '',
      api_app_id: bot.appId,
      bot_id: bot.botId,
      team: team.id,
    },
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: true,
    is_app_user: false,
    updated: 0,
  }
}

/** Slackbot, which Slack lists among the people without saying that it is a bot. */
export function slackbotJson(ws: Workspace): Record<string, unknown> {
  return {
    id: 'USLACKBOT',
    team_id: ws.world.team.id,
    name: 'slackbot',
    deleted: false,
    real_name: 'Slackbot',
    tz: 'America/Los_Angeles',
    tz_label: 'Pacific Standard Time',
    tz_offset: -28800,
    profile: { real_name: 'Slackbot', display_name: 'Slackbot', team: ws.world.team.id },
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: false,
    is_app_user: false,
    updated: 0,
  }
}

function zoneOf(ws: Workspace, tz: string): { label: string; offset: number } {
  const now = Temporal.Instant.fromEpochMilliseconds(ws.clock.now().getTime()).toZonedDateTimeISO(tz)
  const label = new Intl.DateTimeFormat('en', { timeZone: tz, timeZoneName: 'long' })
    .formatToParts(ws.clock.now())
    .find((part) => part.type === 'timeZoneName')
  return { label: label?.value ?? tz, offset: now.offsetNanoseconds / 1e9 }
}
