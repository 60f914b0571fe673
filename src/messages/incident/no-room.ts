/** Tells the reporter that Slack would not let Muster open the room, and the place where the work goes on. */
import type { Incident } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { bold, lines, message, small } from '#words/blocks.ts'
import { heading } from './heading.ts'
import { titled } from '#incidents/title.ts'
import type { Words } from '#incidents/words.ts'

export interface NoRoomContext {
  words: Words
  /** Slack's error code. */
  because: string
  /** The place where the work goes on; null where Slack refused that as well. */
  instead: 'thread' | 'group' | null
}

export function noRoom(incident: Incident, { words, because, instead }: NoRoomContext): Message {
  const where = {
    thread:
      'The work goes on in a thread of the tech channel instead. It is recorded, and people are paged as usual.',
    group: 'The responders are in a group message instead. Nothing of this was said in public.',
  }
  return message(
    heading(incident),
    lines(
      [bold('Could not create a channel'), ` (Slack says ${because}).`],
      [
        instead === null
          ? 'Could not create a group message either. It is recorded and people are paged, but I show it nowhere: please bring them together yourself.'
          : where[instead],
      ],
      [
        `Once Muster may create channels again, ${words.names.command} repair ${incident.number} opens the room.`,
      ],
    ),
  )
}

/** Adds to the card in a group message that the same people may share it with another incident. */
export function inGroup({ text, blocks }: Message): Message {
  const shared = small(
    'Another incident may go on here too. In the thread of a message of mine you write about its incident; elsewhere about the newest that is open.',
  )
  return { text: `${text}\n${shared.fallback}`, blocks: [...blocks, shared.block] }
}

/** Begins a message in a group with the incident it is about. */
export function ofIncident(
  { number, title }: Pick<Incident, 'number' | 'title'>,
  { text, blocks }: Message,
): Message {
  const whose = message(lines([bold(titled({ number, title }))]))
  return { text: `${whose.text}\n${text}`, blocks: [...whose.blocks, ...blocks].slice(0, 50) }
}
