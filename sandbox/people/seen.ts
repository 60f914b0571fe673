import { byTs, messageSeen, nameOf } from './message-seen.ts'
import type {
  ChannelSeen,
  HomeSeen,
  MessageSeen,
  ModalSeen,
  OpenChannel,
  Person,
  Ringing,
  Screen,
  Toast,
  View,
} from '../surface.ts'
import type { Phones } from '../providers/phone.ts'
import { viewJson } from '../workspace/channel-json.ts'
import { isReplyTo } from '../workspace/message-json.ts'
import { type Workspace, isMember } from '../workspace/workspace.ts'
import type { Channel, Employee, Message, StoredView } from '../workspace/world.ts'

/** The view of one person; pure reading. */

export function people(ws: Workspace): Person[] {
  return Object.values(ws.world.people).map(personSeen)
}

export function screen(
  ws: Workspace,
  as: string,
  open: { channel?: string | undefined; thread?: string | undefined },
  rest: {
    toasts: Toast[]
    botConnected: boolean
    phones?: Phones | undefined
  },
): Screen {
  const me = ws.world.people[as]
  if (!me) throw new Error(`no person ${as}`)
  const { team, bot } = ws.world
  const channel = open.channel ? openChannel(ws, as, open.channel) : undefined
  const thread =
    open.channel && open.thread
      ? { channel: open.channel, ts: open.thread, messages: messages(ws, as, open.channel, open.thread) }
      : undefined
  const homeSeen = home(ws, as)
  const phone = rest.phones?.phone(as)
  return {
    now: ws.clock.now().toISOString(),
    team: { id: team.id, name: team.name, domain: team.domain },
    bot: { id: bot.userId, botId: bot.botId, name: bot.name },
    botConnected: rest.botConnected,
    me: personSeen(me),
    people: people(ws),
    ringing: [...calling(rest.phones), ...ringing(ws)],
    ...(phone ? { phone } : {}),
    usergroups: Object.values(ws.world.usergroups)
      .filter((g) => !g.disabledAt)
      .map(({ id, handle, name, users }) => ({ id, handle, name, users })),
    channels: channels(ws, as),
    ...(channel ? { channel } : {}),
    ...(thread ? { thread } : {}),
    modals: modals(ws, as),
    ...(homeSeen ? { home: homeSeen } : {}),
    toasts: rest.toasts,
    commands: ws.manifest.commands.map(({ command, description, usageHint }) => ({
      command,
      description,
      usageHint,
    })),
    shortcuts: ws.manifest.shortcuts,
  }
}

function ringing(ws: Workspace): Ringing[] {
  const direct = Object.values(ws.world.channels).filter((c) => c.isIm || c.isMpim)
  const rings = direct.flatMap((c) =>
    c.members.flatMap((person) => {
      const last = c.messages.findLast((m) => m.rang?.includes(person) && isUnread(c, m, person))
      return last ? [{ person, channel: c.id, ts: last.ts }] : []
    }),
  )
  return rings.sort((a, b) => Number(b.ts) - Number(a.ts))
}

/** Calls and emergencies that sound now. */
function calling(phones: Phones | undefined): Ringing[] {
  const rings = (phones?.phones() ?? []).flatMap(({ owner: person, calls, pushes, rings }) => {
    const heard = rings.findLast(({ id }) =>
      [...calls.filter(({ status }) => status === 'ringing'), ...pushes.filter(isSounding)].some(
        (one) => one.id === id,
      ),
    )
    return heard ? [{ person, ts: (Date.parse(heard.at) / 1000).toFixed(6) }] : []
  })
  return rings.sort((a, b) => Number(b.ts) - Number(a.ts))
}

function isSounding({ urgent, done }: { urgent: boolean; done: boolean }): boolean {
  return urgent && !done
}

/** Public channels (not for guests), and everything the person is in; direct messages last. */
export function channels(ws: Workspace, as: string): ChannelSeen[] {
  const me = ws.world.people[as]
  return Object.values(ws.world.channels)
    .filter((c) => isMember(c, as) || (!c.isPrivate && me?.isGuest !== true))
    .sort((a, b) => Number(a.isIm || a.isMpim) - Number(b.isIm || b.isMpim) || a.name.localeCompare(b.name))
    .map((c) => channelSeen(ws, as, c))
}

export function messages(ws: Workspace, as: string, id: string, thread?: string): MessageSeen[] {
  const channel = visible(ws, as, id)
  if (!channel) return []
  const whispers = ws.world.ephemerals.filter((m) => m.channel === id && m.only === as)
  const shown = [...channel.messages, ...whispers].filter((m) =>
    thread ? m.ts === thread || isReplyTo(thread, m) : !m.thread_ts || m.thread_ts === m.ts || m.broadcast,
  )
  return shown.sort(byTs).map((m) => messageSeen(ws, channel, m))
}

export function ephemerals(ws: Workspace, as: string): MessageSeen[] {
  return ws.world.ephemerals
    .filter((m) => m.only === as)
    .flatMap((m) => {
      const channel = ws.world.channels[m.channel]
      return channel ? [messageSeen(ws, channel, m)] : []
    })
}

export function modals(ws: Workspace, as: string): ModalSeen[] {
  return (ws.world.stacks[as] ?? []).flatMap((id) => {
    const view = ws.world.views[id]
    return view ? [modalSeen(ws, view)] : []
  })
}

export function home(ws: Workspace, as: string): HomeSeen | undefined {
  const view = ws.world.views[ws.world.homes[as] ?? '']
  return view ? { viewId: view.id, view: viewJson(ws, view) as unknown as View } : undefined
}

function visible(ws: Workspace, as: string, id: string): Channel | undefined {
  const channel = ws.world.channels[id]
  const isGuest = ws.world.people[as]?.isGuest === true
  return channel && (isMember(channel, as) || (!channel.isPrivate && !isGuest)) ? channel : undefined
}

function openChannel(ws: Workspace, as: string, id: string): OpenChannel | undefined {
  const channel = visible(ws, as, id)
  if (!channel) return undefined
  const canvas = ws.world.files[channel.canvasId ?? '']
  const pins = channel.pins.flatMap((p) => channel.messages.filter((m) => m.ts === p.ts))
  return {
    ...channelSeen(ws, as, channel),
    members: channel.members,
    messages: messages(ws, as, id),
    pins: pins.map((m) => messageSeen(ws, channel, m)),
    ...(canvas ? { canvas: { id: canvas.id, title: canvas.title, markdown: canvas.content } } : {}),
  }
}

function channelSeen(ws: Workspace, as: string, c: Channel): ChannelSeen {
  const others = c.members.filter((m) => m !== as)
  const direct = c.isIm || c.isMpim
  const unread = isMember(c, as) ? c.messages.filter((m) => isUnread(c, m, as)) : []
  const forMe = unread.filter(
    (m) => direct || /<!(here|channel|everyone)>/.test(m.text) || m.text.includes(`<@${as}`),
  )
  return {
    id: c.id,
    name: direct ? (others.length > 0 ? others : [as]).map((m) => nameOf(ws, m)).join(', ') : c.name,
    isPrivate: c.isPrivate,
    isArchived: c.isArchived,
    isIm: c.isIm,
    isMpim: c.isMpim,
    ...(direct ? { with: others } : {}),
    member: isMember(c, as),
    unread: unread.length,
    mentions: forMe.length,
    topic: c.topic.value,
    purpose: c.purpose.value,
    memberCount: c.members.length,
    bookmarks: c.bookmarks.map(({ id, title, link, emoji }) => ({
      id,
      title,
      link,
      ...(emoji ? { emoji } : {}),
    })),
  }
}

function isUnread(c: Channel, m: Message, as: string): boolean {
  const inChannel = !m.thread_ts || m.thread_ts === m.ts || m.broadcast === true
  return inChannel && m.user !== as && Number(m.ts) > Number(c.read[as] ?? 0)
}

function modalSeen(ws: Workspace, view: StoredView): ModalSeen {
  const words = (field: string): string | undefined =>
    (view.sent[field] as { text?: string } | undefined)?.text
  const submit = words('submit')
  const close = words('close')
  return {
    viewId: view.id,
    callbackId: view.sent.callback_id ?? '',
    title: words('title') ?? '',
    ...(submit ? { submit } : {}),
    ...(close ? { close } : {}),
    view: viewJson(ws, view) as unknown as View,
    errors: view.errors,
    ...(view.problem ? { problem: view.problem } : {}),
  }
}

function personSeen({ isUltraRestricted: _u, isOwner: _o, updated: _t, ...person }: Employee): Person {
  return person
}
