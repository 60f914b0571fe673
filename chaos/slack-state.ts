/** Slack's view of one incident, without ids, numbers and times, which differ between incidents. */
import type { LocalSlack } from '../sandbox/slack.ts'
import type { ChannelSeen, MessageSeen } from '../sandbox/surface.ts'

export interface SlackState {
  rooms: RoomState[]
  /** Everywhere else, by channel: what it holds about this incident. */
  elsewhere: Record<string, MessageState[]>
}

export interface RoomState {
  name: string
  members: string[]
  topic: string
  purpose: string
  bookmarks: string[]
  pins: string[]
  messages: MessageState[]
  /** Lines that Slack itself wrote, such as a change of topic. */
  systemLines: string[]
}

export interface MessageState {
  slot: string
  text: string
  blocks: string
  inThread: boolean
}

export function slackState({ surface }: LocalSlack, incident: number, title: string): SlackState {
  const rooms: RoomState[] = []
  const elsewhere: Record<string, MessageState[]> = {}
  const channels = everyChannel(surface)
  const own = [...channels.values()].filter(({ channel }) => isRoomOf(channel.name, incident))
  const names = [title, title.toLowerCase().replaceAll(' ', '-')]
  const normal = normaliser(incident, [...names, ...own.map(({ channel }) => channel.id)])
  for (const { channel, as } of channels.values()) {
    const seen = surface.messages(as, channel.id).filter((message) => !message.ephemeral)
    const all = seen.flatMap((message) =>
      (message.replyCount ?? 0) > 0 ? surface.messages(as, channel.id, message.ts) : [message],
    )
    if (isRoomOf(channel.name, incident)) {
      const open = surface.screen(as, { channel: channel.id }).channel
      rooms.push({
        name: normal(channel.name),
        members: [...(open?.members ?? [])].toSorted(),
        topic: normal(channel.topic),
        purpose: normal(channel.purpose),
        bookmarks: channel.bookmarks.map(({ title }) => title),
        pins: (open?.pins ?? []).map((pin) => slotOf(pin, normal)).toSorted(),
        messages: messagesOf(all, normal),
        systemLines: all
          .filter((message) => message.isSystemLine && message.author.isBot)
          .map((message) => `${message.subtype}: ${normal(message.text)}`)
          .toSorted(),
      })
      continue
    }
    const about = all.filter((message) => isAbout(message, incident))
    if (about.length > 0) elsewhere[nameOf(channel, as)] = messagesOf(about, normal)
  }
  return { rooms, elsewhere }
}

export interface WholeSlack {
  channels: Record<
    string,
    Pick<RoomState, 'members' | 'topic' | 'bookmarks' | 'pins' | 'messages'> & { archived: boolean }
  >
  homes: Record<string, string>
}

/** Everything that anybody sees, by channel; of any number of incidents, without ids and times. */
export function wholeSlack({ surface }: LocalSlack): WholeSlack {
  const channels = [...everyChannel(surface).values()]
  const normal = normaliser(0, [])
  const named = (words: string): string => {
    let all = words
    for (const { channel, as } of channels) all = all.replaceAll(channel.id, nameOf(channel, as))
    // Removes the number of earlier events, which is part of an event's slot name.
    return normal(all).replace(/^(incident:\d+\/[a-z-]+):\d+/, '$1')
  }
  const state: WholeSlack = { channels: {}, homes: {} }
  for (const { channel, as } of channels) {
    const all = surface
      .messages(as, channel.id)
      .filter((message) => !message.ephemeral)
      .flatMap((message) =>
        (message.replyCount ?? 0) > 0 ? surface.messages(as, channel.id, message.ts) : [message],
      )
    const open = surface.screen(as, { channel: channel.id }).channel
    state.channels[nameOf(channel, as)] = {
      archived: channel.isArchived,
      members: [...(open?.members ?? [])].toSorted(),
      topic: named(channel.topic),
      bookmarks: channel.bookmarks.map(({ title }) => title),
      pins: (open?.pins ?? []).map((pin) => slotOf(pin, named)).toSorted(),
      messages: messagesOf(all, named),
    }
  }
  for (const { id, name } of surface.people()) {
    const home = surface.home(id)
    if (home) state.homes[name] = named(JSON.stringify(home.view.blocks))
  }
  return state
}

/** Lists everything there twice: a slot, a room, a link or a line. */
export function doubledIn({ rooms, elsewhere }: SlackState): string[] {
  const twice = (place: string, all: string[]) =>
    all.filter((one, at) => all.indexOf(one) !== at).map((one) => `${place}: ${one}`)
  return [
    ...(rooms.length > 1 ? [`${rooms.length} rooms`] : []),
    ...rooms.flatMap((room) => [
      ...twice(
        'room',
        room.messages.map((message) => message.slot),
      ),
      ...twice('bookmarks', room.bookmarks),
      ...twice('pins', room.pins),
      ...twice('system lines', room.systemLines),
    ]),
    ...Object.entries(elsewhere).flatMap(([place, messages]) =>
      twice(
        place,
        messages.map((message) => message.slot),
      ),
    ),
  ]
}

function everyChannel(surface: LocalSlack['surface']): Map<string, { channel: ChannelSeen; as: string }> {
  const found = new Map<string, { channel: ChannelSeen; as: string }>()
  for (const person of surface.people()) {
    if (person.deactivated) continue
    for (const channel of surface.channels(person.id)) found.set(channel.id, { channel, as: person.id })
  }
  return found
}

function isRoomOf(name: string, incident: number): boolean {
  return new RegExp(`^(drill-)?incident-${incident}(-|$)`).test(name)
}

function messagesOf(all: MessageSeen[], normal: (text: string) => string): MessageState[] {
  const own = all.filter((message) => message.author.isBot && !message.isSystemLine)
  // A person without an answer asks for a file again, and may then have two.
  const files = new Set(own.flatMap((message) => message.files.map(({ name }) => `file ${normal(name)}`)))
  return [
    ...[...files].map((slot) => ({ slot, text: '', blocks: '[]', inThread: false })),
    ...own
      .filter((message) => message.files.length === 0)
      .map((message) => ({
        slot: slotOf(message, normal),
        text: normal(message.text),
        blocks: normal(JSON.stringify(message.blocks ?? [])),
        inThread: message.threadTs !== undefined && message.threadTs !== message.ts,
      })),
  ].toSorted((a, b) => (a.slot < b.slot ? -1 : 1))
}

function slotOf(message: MessageSeen, normal: (text: string) => string): string {
  const slot = message.metadata?.event_payload['slot']
  if (typeof slot !== 'string') return 'unmarked'
  return normal(slot.replace(/batch:\d+$/, 'batch'))
}

function isAbout(message: MessageSeen, incident: number): boolean {
  const words = `${JSON.stringify(message.metadata ?? '')} ${message.text} ${JSON.stringify(message.blocks ?? '')}`
  return new RegExp(`incident:${incident}/|#${incident}\\b`).test(words)
}

/** A direct message is seen only by its people: named by the one it was found through. */
function nameOf(channel: ChannelSeen, as: string): string {
  return channel.isIm || channel.isMpim ? `direct: ${as}` : `#${channel.name}`
}

function normaliser(incident: number, names: string[]): (text: string) => string {
  return (text) => {
    let words = text
    for (const name of names) words = words.replaceAll(name, 'NAME')
    return words
      .replace(/<!date\^\d+\^[^>]*>/g, 'TIME')
      .replace(/"(timestamp|start)":\d+/g, '"$1":0')
      .replace(/"block_id":"[^"]*",?/g, '')
      .replace(/\b\d{1,2}:\d{2}(:\d{2})?( UTC)?/g, 'TIME')
      .replace(new RegExp(`(incident[:-]|#|"value":"|batch:)${incident}\\b`, 'g'), '$1N')
      .replace(new RegExp(`"${incident}/`, 'g'), '"N/')
      .replace(/batch:\d+/g, 'batch')
      .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'ID')
      .replace(/\b\d+ (s|min|h|seconds?|minutes?|hours?)\b/g, 'SPAN')
      .replace(/\b\d{10}\.\d{6}\b/g, 'TS')
      .replace(/p\d{16}\b/g, 'pTS')
  }
}
