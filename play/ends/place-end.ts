import type { z } from 'zod'
import type { ChannelSeen, MessageSeen } from '../../sandbox/surface.ts'
import { personIn } from '../people.ts'
import { messagesSeen } from '../screen/find.ts'
import { says, wordsOf } from '../screen/words.ts'
import type { Stage } from '../stage.ts'
import type { channelFact, othersFact, personFact, roomFact } from '../story/facts.ts'
import { differences } from './difference.ts'

/** Compares what stands in a channel with what the story says of it. */
export function channelEnd(fact: z.output<typeof channelFact>, stage: Stage): string[] {
  const diff = differences(fact.channel)
  const channel = found(() => stage.places.named(fact.channel))
  diff.same('whether it exists', fact.exists, channel !== null)
  if (!channel) {
    if (fact.exists !== false) diff.add('does not exist')
    return diff.all
  }
  const messages = readable(channel.id, stage)
  const ours = messages.filter(byMuster)
  diff.count('top-level messages by Muster', fact.messages, ours.filter(isTop).length)
  diff.count('replies by Muster', fact.replies, ours.filter((one) => !isTop(one)).length)
  diff.said('it', fact, wordsIn(messages, stage))
  return diff.all
}

export function roomEnd(fact: z.output<typeof roomFact>, stage: Stage): string[] {
  const diff = differences(`room ${fact.room}`)
  const room = found(() => stage.places.room(fact.room))
  diff.same('whether it exists', fact.exists, room !== null)
  if (!room) {
    if (fact.exists !== false) diff.add('does not exist')
    return diff.all
  }
  const messages = readable(room.id, stage)
  const open = stage.slack.surface.screen(stage.places.readerOf(room.id), { channel: room.id }).channel
  diff.says('its name', fact.name, room.name)
  diff.says('its topic', fact.topic, room.topic)
  diff.same('private', fact.private, room.isPrivate)
  diff.same('archived', fact.archived, room.isArchived)
  diff.count('messages by Muster', fact['bot messages'], messages.filter(byMuster).length)
  diff.count('system lines', fact['system lines'], messages.filter((one) => lineByMuster(one, stage)).length)
  diff.count('pinned messages', fact.pinned, open?.pins.length ?? 0)
  const members = open?.members ?? []
  for (const who of fact.members ?? []) {
    if (!members.includes(idOf(who, stage))) diff.add(`${who} is not in it`)
  }
  for (const who of fact['not members'] ?? []) {
    if (members.includes(idOf(who, stage))) diff.add(`${who} is in it`)
  }
  const titles = room.bookmarks.map((one) => one.title)
  for (const title of fact.bookmarks ?? []) {
    if (!titles.some((one) => says(one, title)))
      diff.add(`has no bookmark "${title}", only ${titles.join(', ') || 'none'}`)
  }
  diff.said('it', fact, wordsIn(messages, stage))
  return diff.all
}

/** Muster's words to one person alone. */
export function personEnd(fact: z.output<typeof personFact>, stage: Stage): string[] {
  const { surface } = stage.slack
  const person = personIn(surface.people(), fact.person)
  const diff = differences(person.displayName)
  const direct = directMessages(person.id, stage)
  diff.count('direct messages by Muster', fact['direct messages'], direct.length)
  const rang = direct.filter((one) => one.rang.includes(person.id))
  diff.count('direct messages by Muster that rang', fact.rang, rang.length)
  diff.said('what Muster told them', fact, wordsIn([...direct, ...surface.ephemerals(person.id)], stage))
  return diff.all
}

/** Everybody whom the story does not name there, each by themselves. */
export function othersEnd(fact: z.output<typeof othersFact>, stage: Stage): string[] {
  const people = stage.slack.surface.people()
  const named = fact['others than'].map((who) => personIn(people, who).id)
  return people
    .filter(({ id }) => !named.includes(id))
    .flatMap(({ id, displayName }) => {
      const diff = differences(displayName)
      diff.count('direct messages by Muster', fact['direct messages'], directMessages(id, stage).length)
      return diff.all
    })
}

export function directMessages(person: string, { slack }: Stage): MessageSeen[] {
  const { surface } = slack
  const { bot } = surface.screen(person)
  return surface
    .channels(person)
    .filter((one: ChannelSeen) => one.isIm && one.with?.includes(bot.id))
    .flatMap((one) => messagesSeen(surface, person, one.id))
    .filter(byMuster)
}

/** All that is said in a channel, by everybody; not what only one of them sees. */
export function readable(channel: string, { slack, places }: Stage): MessageSeen[] {
  return messagesSeen(slack.surface, places.readerOf(channel), channel).filter((one) => !one.ephemeral)
}

export function byMuster({ author, isSystemLine }: MessageSeen): boolean {
  return author.isBot && !isSystemLine
}

/** A grey line that Muster's act caused: it joined, invited somebody, set the topic, pinned. */
export function lineByMuster({ author, isSystemLine, inviter }: MessageSeen, { bot }: Stage): boolean {
  return isSystemLine && (author.isBot || inviter === bot)
}

export function isTop({ ts, threadTs }: MessageSeen): boolean {
  return threadTs === undefined || threadTs === ts
}

function wordsIn(messages: readonly MessageSeen[], { reader }: Stage): string[] {
  return messages.map((one) => wordsOf(one, reader))
}

function idOf(who: string, { slack }: Stage): string {
  return personIn(slack.surface.people(), who).id
}

function found<T>(look: () => T): T | null {
  try {
    return look()
  } catch {
    return null
  }
}
