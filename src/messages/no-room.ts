/** To the reporter, when Slack would not let Muster open the room: where the work goes on instead. */
import type { Incident } from '#incidents/incident.ts'
import type { Message } from '#projection/slot.ts'
import { bold, lines, message } from './blocks.ts'
import { heading } from './card.ts'
import type { Words } from './words.ts'

/** `because` is Slack's error code. */
export function noRoom(incident: Incident, { words, because }: { words: Words; because: string }): Message {
  return message(
    heading(incident),
    lines(
      [bold('Could not create a channel'), ` (Slack says ${because}).`],
      [
        incident.private
          ? 'The responders are in a group message instead. Nothing of this was said in public.'
          : 'The work goes on in a thread of the tech channel instead. It is recorded, and people are paged as usual.',
      ],
      [`Once Muster may create channels again, ${words.names.command} repair opens the room.`],
    ),
  )
}
