/** Marks everything said of a drill as a drill. */
import type { Message } from '#words/message.ts'
import { bold, lines, message } from '#words/blocks.ts'

/** Puts DRILL on top of the message and at the beginning of its notification. */
export function asDrill({ text, blocks }: Message): Message {
  const mark = message(lines([bold('DRILL'), ': nothing is broken, and nobody is woken. Act as if it were.']))
  return { text: `DRILL: ${text}`, blocks: [...mark.blocks, ...blocks].slice(0, 50) }
}
