/** Tells others what Slack would not bring to one person. */
import { lines, mention, message } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'

export function insteadOf(person: string, { text, blocks }: Message): Message {
  const mark = message(lines(['Slack refuses to bring this to ', mention(person), ':']))
  return { text: `${mark.text} ${text}`, blocks: [...mark.blocks, ...blocks].slice(0, 50) }
}
