/** A stakeholder update in the threads of both channels and in the room: the facts at the time it was posted. */
import type { Incident, StakeholderUpdate } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { bold, lines, message, type Piece, quote, when } from '#words/blocks.ts'
import { actorWords } from './actor-words.ts'
import { titled } from '#incidents/title.ts'
import { statusWords } from '#incidents/words.ts'

export function update(incident: Incident, posted: StakeholderUpdate): Message {
  return message(...updatePieces(incident, posted))
}

export function updatePieces(incident: Incident, posted: StakeholderUpdate): Piece[] {
  return [
    lines([bold(`Update ${posted.number}`), ` on ${titled(incident)}`]),
    quote(posted.text),
    lines([
      statusWords[posted.status],
      ...(posted.by ? [' · ', actorWords(posted.by)] : []),
      ...(posted.nextAt ? [' · next update by ', when(posted.nextAt)] : []),
    ]),
  ]
}
