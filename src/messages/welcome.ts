/** The first answer in a new workspace, until somebody is on call: the three things to do. */
import type { Message } from '#projection/slot.ts'
import { bold, lines, message } from './blocks.ts'
import { tray } from './tray.ts'
import type { Words } from './words.ts'

export function welcome(words: Words): Message {
  const { geoc, command, oncall } = words.names
  const todo = message(
    lines(
      [bold('Welcome.'), ' I am here, and nobody is on call yet. Three things to do:'],
      [
        bold('1. '),
        `Put people on call: ${oncall} add @somebody ${geoc}. Until then nobody is paged as ${geoc}.`,
      ],
      [
        bold('2. '),
        'Name your squads, channels and links in muster.yml; "npm run doctor" says what is missing.',
      ],
      [bold('3. '), `Rehearse: ${command} declare drill the shop burns. A drill stays in its room.`],
    ),
  )
  const usual = tray(words)
  return { text: `${todo.text}\n${usual.text}`, blocks: [...todo.blocks, ...usual.blocks] }
}
