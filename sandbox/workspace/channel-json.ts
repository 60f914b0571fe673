import { type Workspace, channelType, isBotIn } from './workspace.ts'
import type { Channel, StoredView, Usergroup } from './world.ts'

/** Writes the workspace as Slack's JSON, for answers and events. */

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

/** True for a channel the bot may see: a public one, or one it is in. */
export function visibleToBot(ws: Workspace, c: Channel): boolean {
  return channelType(c) === 'channel' || isBotIn(ws, c)
}
