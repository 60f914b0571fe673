/** Tells somebody which of the words they typed did nothing. */
import { bold, lines, message } from '#words/blocks.ts'
import type { Message } from '#words/message.ts'
import { inline } from '#words/user-text.ts'

/** Says how to keep them. */
export function leftOut(words: string, incident: number, command: string): Message {
  const said = inline(words, 250)
  return message(
    lines([`“${said}” did nothing here. To keep it on the record: `, bold(`${command} note #${incident} …`)]),
  )
}

/** Says it where no record could keep the words. */
export function didNothing(words: string, command: string): Message {
  return message(
    lines([
      `“${inline(words, 250)}” did nothing here. `,
      bold(`${command} help`),
      ' lists what can be said.',
    ]),
  )
}
