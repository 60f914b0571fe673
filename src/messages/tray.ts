/** Answers the bare command: the three things people come for. */
import type { Message } from '#words/message.ts'
import type { Incident } from '#incidents/incident.ts'
import { button, buttons, divider, lines, message } from '#words/blocks.ts'
import { cardButtons } from './incident/card.ts'
import { type Situation, situation } from './incident/situation.ts'
import type { Words } from '#incidents/words.ts'

export function tray({ names }: Words): Message {
  return message(
    lines(
      ['Is something wrong? Declare it: it is never held against you, and it can be cancelled.'],
      [`${names.command} help lists everything.`],
    ),
    ways('danger'),
  )
}

/** Answers the same in an incident's room, with that incident and its moves first. */
export function trayInRoom(incident: Incident, now: Situation): Message {
  const { names } = now.words
  return message(
    ...situation(incident, now),
    cardButtons(incident, now.words),
    divider(),
    lines([`About something else? ${names.command} help lists everything.`]),
    ways(),
  )
}

function ways(declare?: 'danger') {
  return buttons(
    button('Declare an incident', 'tray.declare', 'declare', declare),
    button('Open incidents', 'tray.list', 'list'),
    button('Who is on call?', 'tray.oncall', 'oncall'),
  )
}
