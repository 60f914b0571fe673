/** Answers in the thread an incident was declared from, so that people there know that somebody works on it. */
import type { Incident } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import type { Message } from '#words/message.ts'
import { bold, channel, lines, message } from '#words/blocks.ts'
import { outcome } from './situation.ts'
import { titled } from '#incidents/title.ts'
import { statusWords } from '#incidents/words.ts'

export function sourceReply(incident: Incident, { room }: { room: string | null }): Message {
  const { number, title, status } = incident
  return message(
    lines(
      [
        'This is now incident ',
        bold(titled({ number, title })),
        ...(room ? [', worked on in ', channel(room)] : []),
        '.',
      ],
      ...(isOpen(status) ? [] : [[bold(statusWords[status])]]),
      ...outcome(incident),
    ),
  )
}
