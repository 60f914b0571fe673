import { refuse } from '../workspace/refusal.ts'
import { botUserJson, slackbotJson, userJson } from '../workspace/user-json.ts'
import type { Employee } from '../workspace/world.ts'
import { type Api, type Method, needOneOf } from './api.ts'
import { str } from './args.ts'
import { page } from './paging.ts'

const authTest: Method = ({ ws }) => {
  const { team, bot } = ws.world
  return {
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: bot.name,
    team_id: team.id,
    user_id: bot.userId,
    bot_id: bot.botId,
    is_enterprise_install: false,
  }
}

const teamInfo: Method = ({ ws }) => {
  const { id, name, domain } = ws.world.team
  return {
    team: {
      id,
      name,
      domain,
      email_domain: `${domain}.example`,
      url: `https://${domain}.slack.com/`,
      icon: {},
    },
  }
}

const botsInfo: Method = ({ ws }, args) => {
  const { bot } = ws.world
  if (str(args, 'bot') !== bot.botId) refuse('bot_not_found')
  return {
    bot: {
      id: bot.botId,
      app_id: bot.appId,
      user_id: bot.userId,
      name: bot.name,
      deleted: false,
      updated: 0,
      icons: {},
    },
  }
}

const info: Method = (api, args) => {
  return { user: anyUserJson(api.ws, str(args, 'user')) }
}

const list: Method = ({ ws }, args) => {
  const { people, bot } = ws.world
  const everyone = ['USLACKBOT', ...Object.keys(people), bot.userId]
  const part = page(everyone, args, { otherwise: 1000, most: 1000 }, (id) => id)
  const cacheTs = Math.floor(ws.clock.now().getTime() / 1000)
  return {
    members: part.items.map((id) => anyUserJson(ws, id)),
    cache_ts: cacheTs,
    response_metadata: part.response_metadata,
  }
}

/** A full member goes before a guest with the same address. */
const lookupByEmail: Method = (api, args) => {
  needOneOf(api, ['users:read.email'])
  const email = str(args, 'email').toLowerCase()
  const [person] = Object.values(api.ws.world.people)
    .filter((p) => p.email.toLowerCase() === email && !p.deactivated)
    .sort((a, b) => Number(a.isGuest) - Number(b.isGuest))
  return { user: userJson(api.ws, person ?? refuse('users_not_found')) }
}

const dndInfo: Method = (api, args) => {
  const id = str(args, 'user') || api.ws.world.bot.userId
  const person = api.ws.world.people[id]
  if (!person && id !== api.ws.world.bot.userId) refuse('user_not_found')
  return dndStatus(api, person)
}

const dndTeamInfo: Method = (api, args) => {
  const ids = str(args, 'users')
    .split(',')
    .map((u) => u.trim())
    .filter(Boolean)
  if (ids.length === 0) refuse('no_users_provided')
  if (ids.length > 50) refuse('invalid_arguments')
  const known = ids.filter((id) => api.ws.world.people[id])
  return { users: Object.fromEntries(known.map((id) => [id, dndStatus(api, api.ws.world.people[id])])) }
}

export const people: Record<string, Method> = {
  'api.test': (_api, args) => {
    const error = str(args, 'error')
    return error ? refuse(error, { args }) : { args }
  },
  'auth.test': authTest,
  'team.info': teamInfo,
  'bots.info': botsInfo,
  'apps.connections.open': ({ ws, sockets }) => {
    const ticket = sockets.ticket()
    return { url: `${ws.url.replace(/^http/, 'ws')}/socket?ticket=${ticket}&app_id=${ws.world.bot.appId}` }
  },
  'users.info': info,
  'users.list': list,
  'users.lookupByEmail': lookupByEmail,
  'dnd.info': dndInfo,
  'dnd.teamInfo': dndTeamInfo,
}

function anyUserJson(ws: Api['ws'], id: string): Record<string, unknown> {
  if (id === ws.world.bot.userId) return botUserJson(ws)
  if (id === 'USLACKBOT') return slackbotJson(ws)
  return userJson(ws, ws.world.people[id] ?? refuse('user_not_found'))
}

/** A pause without an end counts as eight hours from now, so that the window is always there to read. */
function dndStatus(api: Api, person: Employee | undefined): Record<string, unknown> {
  const now = Math.floor(api.ws.clock.now().getTime() / 1000)
  const until = person?.dnd.until ? Math.floor(Date.parse(person.dnd.until) / 1000) : now + 8 * 3600
  if (!person?.dnd.on || until <= now) return { dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1 }
  return { dnd_enabled: true, next_dnd_start_ts: now - 60, next_dnd_end_ts: until }
}
