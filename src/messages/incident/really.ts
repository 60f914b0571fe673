/** Asks somebody who has declared several incidents of late if one more is real. */
import type { Message } from '#words/message.ts'
import { bold, button, buttons, lines, message } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'
import type { Words } from '#incidents/words.ts'

/** Its button `declare.sure` carries the id of what was written. */
export function really(
  { title, kept, count }: { title: string; kept: string; count: number },
  { names }: Words,
): Message {
  return message(
    lines(
      [bold(`Really one more? You have declared ${count} just now.`)],
      ['Not declared yet: “', bold(inline(title, 150)), '”. Nobody was paged.'],
      [`If it is real, press the button or type ${names.command} declare really.`],
    ),
    buttons(button('Declare it', 'declare.sure', kept, 'primary')),
  )
}
