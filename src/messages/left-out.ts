/** Tells somebody which of the words they typed did nothing, and how to keep them. */
import { bold, lines, message } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'
import { inline } from '#words/user-text.ts'

export function leftOut(words: string, incident: number, command: string): Message {
  const said = inline(words, 250)
  return message(
    lines([`“${said}” did nothing here. To keep it on the record: `, bold(`${command} note #${incident} …`)]),
  )
}
