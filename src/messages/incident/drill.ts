/** Everything that is said of a drill says that it is one. */
import type { Message } from '#words/message.ts'
import { bold, lines, message } from '#words/blocks.ts'

/** The message, with DRILL on top of it and at the beginning of its notification. */
export function asDrill({ text, blocks }: Message): Message {
  const mark = message(lines([bold('DRILL'), ': nothing is broken. Act as if it were.']))
  return { text: `DRILL: ${text}`, blocks: [...mark.blocks, ...blocks].slice(0, 50) }
}
