import { refuse } from '../workspace/refusal.ts'
import { usergroupJson } from '../workspace/channel-json.ts'
import type { Usergroup } from '../workspace/world.ts'
import { freshId, seconds, stamp } from '../workspace/workspace.ts'
import type { Api, Method } from './api.ts'
import { type Args, flag, list as listArg, str } from './args.ts'

const list: Method = (api, args) => {
  const groups = Object.values(api.ws.world.usergroups).filter(
    (g) => flag(args, 'include_disabled') || !g.disabledAt,
  )
  return { usergroups: groups.map((g) => usergroupJson(api.ws, g, flag(args, 'include_users'))) }
}

const create: Method = (api, args) => {
  const name = str(args, 'name').trim()
  if (name === '') refuse('missing_subteam_name')
  const handle = str(args, 'handle') || name.toLowerCase().replaceAll(' ', '-')
  checkFresh(api, name, handle)
  const now = seconds(api.ws)
  const group: Usergroup = {
    id: freshId(api.ws, 'S'),
    handle,
    name,
    description: str(args, 'description'),
    users: [],
    channels: listArg(args, 'channels'),
    created: now,
    updated: now,
    disabledAt: 0,
    createdBy: me(api),
    updatedBy: me(api),
  }
  api.ws.world.usergroups[group.id] = group
  emit(api, 'subteam_created', group)
  return { usergroup: usergroupJson(api.ws, group, false) }
}

const update: Method = (api, args) => {
  const group = groupOf(api, args)
  if (args['name'] !== undefined) group.name = str(args, 'name')
  if (args['handle'] !== undefined) group.handle = str(args, 'handle')
  if (args['description'] !== undefined) group.description = str(args, 'description')
  return touched(api, group)
}

const usersList: Method = (api, args) => {
  const group = api.ws.world.usergroups[str(args, 'usergroup')] ?? refuse('no_such_subteam')
  return { users: group.users }
}

/** Replaces the whole list, which can hold neither nobody, nor guests, nor bots. */
const usersUpdate: Method = (api, args) => {
  const group = groupOf(api, args)
  const users = listArg(args, 'users')
  if (users.length === 0) refuse('no_users_provided')
  const people = users.map((id) => api.ws.world.people[id])
  if (people.some((p) => !p || p.deactivated || p.isGuest)) refuse('invalid_users')
  group.users = [...new Set(users)]
  return touched(api, group)
}

const enable: Method = (api, args) => {
  const group = groupOf(api, args)
  group.disabledAt = 0
  return touched(api, group)
}

const disable: Method = (api, args) => {
  const group = groupOf(api, args)
  group.disabledAt = seconds(api.ws)
  return touched(api, group)
}

export const usergroups: Record<string, Method> = {
  'usergroups.list': list,
  'usergroups.create': create,
  'usergroups.update': update,
  'usergroups.users.list': usersList,
  'usergroups.users.update': usersUpdate,
  'usergroups.enable': enable,
  'usergroups.disable': disable,
}

function me(api: Api): string {
  return api.ws.world.bot.userId
}

function groupOf(api: Api, args: Args): Usergroup {
  return api.ws.world.usergroups[str(args, 'usergroup')] ?? refuse('no_such_subteam')
}

function checkFresh(api: Api, name: string, handle: string): void {
  const groups = Object.values(api.ws.world.usergroups)
  if (!/^[a-z0-9._-]{1,21}$/.test(handle)) refuse('bad_handle')
  if (groups.some((g) => g.name === name)) refuse('name_already_exists')
  const people = Object.values(api.ws.world.people)
  if (groups.some((g) => g.handle === handle) || people.some((p) => p.name === handle))
    refuse('handle_already_exists')
}

function touched(api: Api, group: Usergroup): Record<string, unknown> {
  group.updated = seconds(api.ws)
  group.updatedBy = me(api)
  emit(api, 'subteam_updated', group)
  return { usergroup: usergroupJson(api.ws, group, true) }
}

function emit(api: Api, type: string, group: Usergroup): void {
  api.ws.emit(type, { type, subteam: usergroupJson(api.ws, group, true), event_ts: stamp(api.ws) })
  api.ws.changed()
}
