/** Finds channels, rooms and conversations by what a story calls them. */
import type { ChannelSeen, Surface } from '../sandbox/surface.ts'
import { nearest } from '#policy/nearest.ts'
import { personIn } from './people.ts'

export interface Places {
  /** The id of `#questions`, `room`, `room 2`, `Muster` (their direct message with it) or somebody's handle. */
  find(as: string, words: string): Promise<string>
  /** The room of an incident, by its number; without one, the room made last. */
  room(number?: number): ChannelSeen
  /** A channel that anybody sees, by name. */
  named(words: string): ChannelSeen
  /** `#questions`, `Muster`, `Amina`: what people call it. */
  nameOf(channel: string): string
  /** Somebody who reads that channel, a member where there is one. */
  readerOf(channel: string): string
}

/** A room keeps its number when people rename it. */
const roomName = /^(?:drill-)?incident-(\d+)(?:-|$)/

export function createPlaces(surface: Surface): Places {
  const rooms = new Map<number, string>()

  function everywhere(): Map<string, ChannelSeen> {
    const found = new Map<string, ChannelSeen>()
    for (const person of surface.people()) {
      for (const channel of surface.channels(person.id)) found.set(channel.id, channel)
    }
    for (const { id, name } of found.values()) {
      const number = Number(roomName.exec(name)?.[1])
      if (number > 0 && !rooms.has(number)) rooms.set(number, id)
    }
    return found
  }

  function room(number?: number): ChannelSeen {
    const all = everywhere()
    const wanted = number ?? Math.max(...rooms.keys())
    const found = all.get(rooms.get(wanted) ?? '')
    if (!found)
      throw new Error(number === undefined ? 'There is no room yet.' : `Incident ${number} has no room.`)
    return found
  }

  function named(words: string): ChannelSeen {
    const name = words.replace(/^#/, '').toLowerCase()
    const channels = [...everywhere().values()].filter((one) => !one.isIm && !one.isMpim)
    const found = channels.find((one) => one.name === name || one.id === words)
    if (found) return found
    const meant = nearest(
      name,
      channels.map((one) => one.name),
    )
    throw new Error(`There is no channel "#${name}".${meant ? ` Is it "#${meant}"?` : ''}`)
  }

  async function direct(as: string, user: string): Promise<string> {
    const { channel, error } = await surface.do({ as, act: 'openIm', user })
    if (channel === undefined) throw new Error(`They cannot be written to: ${error}.`)
    return channel
  }

  return {
    room,
    named,
    async find(as, words) {
      const [, number] = /^room(?:\s+#?(\d+))?$/i.exec(words) ?? []
      if (/^room\b/i.test(words)) return room(number === undefined ? undefined : Number(number)).id
      if (words.startsWith('#')) return named(words).id
      const { bot } = surface.screen(as)
      if (['muster', bot.name.toLowerCase()].includes(words.toLowerCase())) return direct(as, bot.id)
      return direct(as, personIn(surface.people(), words).id)
    },
    nameOf(id) {
      const channel = everywhere().get(id)
      if (!channel) return id
      return channel.isIm || channel.isMpim ? channel.name : `#${channel.name}`
    },
    readerOf(id) {
      const able = surface.people().filter((one) => !one.deactivated)
      const sees = able.flatMap((one) => {
        const seen = surface.channels(one.id).find((channel) => channel.id === id)
        return seen ? [{ person: one.id, member: seen.member }] : []
      })
      const reader = sees.find((one) => one.member) ?? sees[0]
      if (!reader) throw new Error('Nobody sees that channel.')
      return reader.person
    },
  }
}
