/** First words in a new workspace: the three things to do. */
import type { Message } from '#words/message.ts'
import { bold, type Line, lines, message } from '#words/blocks.ts'
import { tray } from './tray.ts'
import type { Words } from '#incidents/words.ts'

/** Answers a command until somebody is on call. */
export function welcome(words: Words): Message {
  const todo = message(
    lines(
      [bold('Welcome.'), ' I am here, and nobody is on call yet. Three things to do:'],
      ...threeThings(words),
    ),
  )
  const usual = tray(words)
  return { text: `${todo.text}\n${usual.text}`, blocks: [...todo.blocks, ...usual.blocks] }
}

/** Greets the workspace's owner once: Slack does not say who installed us. */
export function greeting(words: Words): Message {
  return message(
    lines(
      [
        bold('Hello.'),
        ' I run incidents and on-call here from now on. You read this once, since you own this workspace: please pass it on to the person who installed me. Three things to do:',
      ],
      ...threeThings(words),
    ),
  )
}

function threeThings({ names: { geoc, command, oncall } }: Words): Line[] {
  return [
    [
      bold('1. '),
      `Put people on call: ${oncall} add @somebody ${geoc}. Until then only people listed in muster.yml are paged.`,
    ],
    [
      bold('2. '),
      'Name your squads, channels and links in muster.yml; "npm run doctor" says what is missing.',
    ],
    [bold('3. '), `Rehearse: ${command} declare drill the shop burns. A drill stays in its room.`],
  ]
}
