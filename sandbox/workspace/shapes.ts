import type { Channel, Employee, Message, StoredFile, StoredView, Usergroup } from './world.ts'
import { channelType, isBotIn, type Workspace } from './workspace.ts'

/** How Slack writes our things as JSON, in answers and events. */

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
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
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

export function channelJson(ws: Workspace, c: Channel, seenBy: string): Record<string, unknown> {
  const type = channelType(c)
  const common = {
    id: c.id,
    created: c.created,
    is_im: type === 'im',
    is_org_shared: false,
    context_team_id: ws.world.team.id,
    updated: c.created * 1000,
  }
  if (type === 'im') {
    const other = c.members.find((m) => m !== seenBy) ?? seenBy
    const gone = ws.world.people[other]?.deactivated === true
    return { ...common, is_archived: false, user: other, is_user_deleted: gone, is_open: true, priority: 0 }
  }
  return {
    ...common,
    name: c.name,
    name_normalized: c.name,
    is_channel: type === 'channel',
    is_group: type === 'group',
    is_mpim: type === 'mpim',
    is_private: c.isPrivate,
    is_archived: c.isArchived,
    is_general: c.isGeneral,
    is_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    is_member: c.members.includes(seenBy),
    creator: c.creator,
    unlinked: 0,
    topic: c.topic,
    purpose: c.purpose,
    previous_names: c.previousNames,
    ...(c.canvasId ? { properties: { canvas: { file_id: c.canvasId, is_empty: false } } } : {}),
  }
}

export function messageJson(
  ws: Workspace,
  c: Channel,
  m: Message,
  options: { metadata?: boolean } = {},
): Record<string, unknown> {
  const replies = m.thread_ts && m.thread_ts !== m.ts ? [] : c.messages.filter((r) => isReplyTo(m.ts, r))
  const pinned = c.pins.some((p) => p.ts === m.ts)
  const { channel: _c, only: _o, details, files, metadata, broadcast, reactions, ...plain } = m
  return {
    ...plain,
    ...details,
    ...(m.bot_id || m.user ? { team: ws.world.team.id } : {}),
    ...(m.bot_id ? { bot_profile: botProfile(ws) } : {}),
    ...(broadcast && !m.subtype ? { subtype: 'thread_broadcast' } : {}),
    ...(replies.length > 0 ? threadSummary(m.ts, replies) : {}),
    ...(reactions?.length ? { reactions: reactions.map((r) => ({ ...r, count: r.users.length })) } : {}),
    ...(files ? { files: files.flatMap((id) => fileJsonOf(ws, id)), upload: true } : {}),
    ...(pinned ? { pinned_to: [c.id] } : {}),
    ...(metadata && options.metadata ? { metadata } : {}),
  }
}

export function isReplyTo(ts: string, m: Message): boolean {
  return m.thread_ts === ts && m.ts !== ts
}

function threadSummary(ts: string, replies: Message[]): Record<string, unknown> {
  const users = [...new Set(replies.map((r) => r.user ?? r.bot_id ?? ''))]
  return {
    thread_ts: ts,
    reply_count: replies.length,
    reply_users: users.slice(0, 5),
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
    is_locked: false,
    subscribed: true,
  }
}

export function botProfile(ws: Workspace): Record<string, unknown> {
  const { bot, team } = ws.world
  return {
    id: bot.botId,
    app_id: bot.appId,
    name: bot.name,
    deleted: false,
    updated: 0,
    icons: {},
    team_id: team.id,
  }
}

function fileJsonOf(ws: Workspace, id: string): Record<string, unknown>[] {
  const file = ws.world.files[id]
  return file ? [fileJson(ws, file)] : [{ id, mode: 'tombstone' }]
}

export function fileJson(ws: Workspace, f: StoredFile): Record<string, unknown> {
  const shares: { public: Record<string, unknown[]>; private: Record<string, unknown[]> } = {
    public: {},
    private: {},
  }
  for (const s of f.shares) {
    const channel = ws.world.channels[s.channel]
    const side = channel && channelType(channel) === 'channel' ? shares.public : shares.private
    const share = {
      ts: s.ts,
      ...(s.threadTs ? { thread_ts: s.threadTs } : {}),
      channel_name: channel?.name ?? '',
    }
    side[s.channel] = [...(side[s.channel] ?? []), share]
  }
  const url = `${ws.url}/files/${f.id}/${encodeURIComponent(f.name)}`
  return {
    id: f.id,
    created: f.created,
    timestamp: f.created,
    name: f.name,
    title: f.title,
    mimetype: f.mimetype,
    filetype: f.canvasChannel ? 'quip' : (f.name.split('.').at(-1) ?? ''),
    user: f.user,
    user_team: ws.world.team.id,
    size: f.size,
    mode: f.canvasChannel ? 'quip' : 'hosted',
    is_external: false,
    is_public: Object.keys(shares.public).length > 0,
    url_private: `${url}?private`,
    url_private_download: `${url}?private&download`,
    permalink: url,
    channels: Object.keys(shares.public),
    groups: Object.keys(shares.private),
    ims: [],
    shares,
  }
}

export function usergroupJson(ws: Workspace, g: Usergroup, withUsers: boolean): Record<string, unknown> {
  return {
    id: g.id,
    team_id: ws.world.team.id,
    is_usergroup: true,
    is_subteam: true,
    name: g.name,
    description: g.description,
    handle: g.handle,
    is_external: false,
    date_create: g.created,
    date_update: g.updated,
    date_delete: g.disabledAt,
    auto_type: null,
    created_by: g.createdBy,
    updated_by: g.updatedBy,
    deleted_by: null,
    prefs: { channels: g.channels, groups: [] },
    user_count: g.users.length,
    ...(withUsers ? { users: g.users } : {}),
  }
}

export function viewJson(ws: Workspace, v: StoredView): Record<string, unknown> {
  const { bot, team } = ws.world
  return {
    id: v.id,
    team_id: team.id,
    type: v.type,
    private_metadata: '',
    callback_id: '',
    title: null,
    close: null,
    submit: null,
    clear_on_close: false,
    notify_on_close: false,
    ...v.sent,
    state: { values: v.values },
    hash: v.hash,
    previous_view_id: v.previousId ?? null,
    root_view_id: v.rootId,
    app_id: bot.appId,
    external_id: v.externalId,
    app_installed_team_id: team.id,
    bot_id: bot.botId,
  }
}

/** What the bot may see of a channel: public ones, and those it is in. */
export function visibleToBot(ws: Workspace, c: Channel): boolean {
  return channelType(c) === 'channel' || isBotIn(ws, c)
}

function zoneOf(ws: Workspace, tz: string): { label: string; offset: number } {
  const now = Temporal.Instant.fromEpochMilliseconds(ws.clock.now().getTime()).toZonedDateTimeISO(tz)
  const label = new Intl.DateTimeFormat('en', { timeZone: tz, timeZoneName: 'long' })
    .formatToParts(ws.clock.now())
    .find((part) => part.type === 'timeZoneName')
  return { label: label?.value ?? tz, offset: now.offsetNanoseconds / 1e9 }
}
