import type { ResponseUrls } from './response-urls.ts'
import { viewJson } from '../workspace/channel-json.ts'
import { messageJson } from '../workspace/message-json.ts'
import type { Parcel } from '../deliver/delivery.ts'
import type { StateValue } from '../surface.ts'
import type { Triggers } from './triggers.ts'
import type { Channel, Message, StoredView } from '../workspace/world.ts'
import { channelType, personOf, stamp, type Workspace } from '../workspace/workspace.ts'
import type { Element } from '../blocks/inputs.ts'

/** The payloads Slack sends when a person types a command, clicks or submits. */

export interface Asking {
  ws: Workspace
  triggers: Triggers
  responseUrls: ResponseUrls
}

export function commandParcel(
  a: Asking,
  user: string,
  channel: Channel,
  command: string,
  text: string,
): Parcel {
  const { team, bot } = a.ws.world
  const person = personOf(a.ws, user)
  return {
    kind: 'slash_commands',
    type: 'slash_command',
    summary: `${command} ${text}`.trim(),
    payload: {
      token: 'unused',
      team_id: team.id,
      team_domain: team.domain,
      channel_id: channel.id,
      channel_name: outsideName(channel),
      user_id: user,
      user_name: person.name,
      command,
      text,
      api_app_id: bot.appId,
      is_enterprise_install: 'false',
      response_url: a.responseUrls.issue({ user, channel: channel.id }),
      trigger_id: a.triggers.issue(user),
    },
  }
}

export function shortcutParcel(a: Asking, user: string, callbackId: string): Parcel {
  return interactive('shortcut', callbackId, {
    type: 'shortcut',
    ...whoAndWhere(a.ws, user),
    callback_id: callbackId,
    trigger_id: a.triggers.issue(user),
    action_ts: stamp(a.ws),
  })
}

export function messageActionParcel(
  a: Asking,
  user: string,
  callbackId: string,
  c: Channel,
  m: Message,
): Parcel {
  return interactive('message_action', callbackId, {
    type: 'message_action',
    ...whoAndWhere(a.ws, user),
    callback_id: callbackId,
    trigger_id: a.triggers.issue(user),
    response_url: a.responseUrls.issue({ user, channel: c.id, ts: m.ts }),
    message_ts: m.ts,
    channel: { id: c.id, name: outsideName(c) },
    message: messageJson(a.ws, c, m),
    action_ts: stamp(a.ws),
  })
}

export function messageClickParcel(
  a: Asking,
  user: string,
  c: Channel,
  m: Message,
  clicked: Clicked,
  values: unknown,
): Parcel {
  const thread = m.thread_ts && m.thread_ts !== m.ts ? m.thread_ts : undefined
  const origin = { user, channel: c.id, ts: m.ts, ...(thread ? { thread } : {}) }
  return interactive('block_actions', clicked.element.action_id, {
    type: 'block_actions',
    ...whoAndWhere(a.ws, user),
    container: {
      type: 'message',
      message_ts: m.ts,
      channel_id: c.id,
      is_ephemeral: m.only !== undefined,
      ...(thread ? { thread_ts: thread } : {}),
    },
    channel: { id: c.id, name: outsideName(c) },
    ...(m.only ? {} : { message: messageJson(a.ws, c, m) }),
    state: { values },
    response_url: a.responseUrls.issue(origin),
    trigger_id: a.triggers.issue(user),
    actions: [actionJson(a.ws, clicked)],
  })
}

export function viewClickParcel(a: Asking, user: string, view: StoredView, clicked: Clicked): Parcel {
  return interactive('block_actions', clicked.element.action_id, {
    type: 'block_actions',
    ...whoAndWhere(a.ws, user),
    container: { type: 'view', view_id: view.id },
    trigger_id: a.triggers.issue(user, view.id),
    view: viewJson(a.ws, view),
    actions: [actionJson(a.ws, clicked)],
  })
}

export function submissionParcel(a: Asking, user: string, view: StoredView): Parcel {
  return interactive('view_submission', view.sent.callback_id ?? '', {
    type: 'view_submission',
    ...whoAndWhere(a.ws, user),
    trigger_id: a.triggers.issue(user, view.id),
    view: viewJson(a.ws, view),
    response_urls: [],
  })
}

export function closedParcel(ws: Workspace, user: string, view: StoredView, isCleared: boolean): Parcel {
  return interactive('view_closed', view.sent.callback_id ?? '', {
    type: 'view_closed',
    ...whoAndWhere(ws, user),
    view: viewJson(ws, view),
    is_cleared: isCleared,
  })
}

export function suggestionParcel(
  ws: Workspace,
  user: string,
  at: { channel?: Channel; message?: Message; view?: StoredView },
  clicked: Clicked,
  query: string,
): Parcel {
  const { channel, message, view } = at
  return interactive('block_suggestion', clicked.element.action_id, {
    type: 'block_suggestion',
    ...whoAndWhere(ws, user),
    container: view
      ? { type: 'view', view_id: view.id }
      : { type: 'message', message_ts: message?.ts, channel_id: channel?.id },
    action_id: clicked.element.action_id,
    block_id: clicked.blockId,
    value: query,
    ...(view ? { view: viewJson(ws, view) } : {}),
    ...(channel ? { channel: { id: channel.id, name: outsideName(channel) } } : {}),
    ...(channel && message ? { message: messageJson(ws, channel, message) } : {}),
  })
}

export interface Clicked {
  blockId: string
  element: Element
  chosen?: StateValue
}

function interactive(type: string, about: string, payload: Record<string, unknown>): Parcel {
  return { kind: 'interactive', type, summary: about ? `${type} ${about}` : type, payload }
}

function whoAndWhere(ws: Workspace, user: string): Record<string, unknown> {
  const { team, bot } = ws.world
  const person = personOf(ws, user)
  return {
    user: { id: user, username: person.name, name: person.name, team_id: team.id },
    team: { id: team.id, domain: team.domain },
    api_app_id: bot.appId,
    token: 'unused',
    enterprise: null,
    is_enterprise_install: false,
  }
}

function actionJson(ws: Workspace, { blockId, element, chosen }: Clicked): Record<string, unknown> {
  const { type, action_id, text, value, style, url, placeholder } = element
  const shown = { text, value, style, url, placeholder }
  return {
    type,
    action_id,
    block_id: blockId,
    ...Object.fromEntries(Object.entries(shown).filter(([, v]) => v !== undefined)),
    ...chosen,
    action_ts: stamp(ws),
  }
}

/** The name Slack gives away: those of private conversations stay hidden. */
function outsideName(channel: Channel): string {
  switch (channelType(channel)) {
    case 'channel':
      return channel.name
    case 'group':
      return 'privategroup'
    case 'im':
      return 'directmessage'
    case 'mpim':
      return channel.name
  }
}
