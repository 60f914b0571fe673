/** Messages for an open incident whose room was archived, or that Muster was removed from. */
import type { Incident } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { bold, channel, lines, message } from '#words/blocks.ts'
import { heading } from './heading.ts'
import type { Words } from '#incidents/words.ts'

/** The first line of a room that takes another's place. */
export function inPlaceOf(before: string): Message {
  return message(
    lines([
      'This room takes the place of ',
      channel(before),
      ', which was archived while the incident is open. What was said there is kept.',
    ]),
  )
}

/** Tells the reporter and the incident manager that nothing can be shown in the room any more. */
export function removed(incident: Incident, room: string, { names }: Words): Message {
  return message(
    heading(incident),
    lines(
      [bold('I was removed from its room'), ' ', channel(room), '.'],
      ['I can neither read nor write there. Pages and updates still go out.'],
      [
        incident.private
          ? 'To have me back, invite me in that room; I catch up by myself.'
          : `To have me back, invite me there, or type ${names.command} repair ${incident.number}; I catch up by myself.`,
      ],
    ),
  )
}
