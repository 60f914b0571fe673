/** Answers "repair": the faults of an incident in Slack, which are being mended. */
import type { Incident } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { bold, lines, message } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'
import { titled } from '#incidents/title.ts'

/** Takes a sentence for each fault in `wrong`. */
export function repaired({ number, title }: Incident, wrong: readonly string[]): Message {
  return message(
    lines(
      [bold(titled({ number, title }))],
      ...(wrong.length === 0
        ? [['I know of nothing that is wrong. I am checking the card again.']]
        : [
            ...wrong.slice(0, 20).map((one) => [`⚠ ${inline(one, 200)}`]),
            ['I am trying everything again now.'],
          ]),
    ),
  )
}
