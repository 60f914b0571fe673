/** The answer to the bare command: the three things people come for. */
import type { Message } from '#projection/slot.ts'
import { button, buttons, lines, message } from './blocks.ts'
import type { Words } from './words.ts'

export function tray({ names }: Words): Message {
  return message(
    lines(
      ['Is something wrong? Declare it: it is never held against you, and it can be cancelled.'],
      [`${names.command} help lists everything.`],
    ),
    buttons(
      button('Declare an incident', 'tray.declare', 'declare', 'danger'),
      button('Open incidents', 'tray.list', 'list'),
      button('Who is on call?', 'tray.oncall', 'oncall'),
    ),
  )
}
