/** The pinned message in the room: the whole incident, and its buttons. */
import type { Incident } from '#incidents/incident.ts'
import { isOpen, isOver } from '#incidents/moves.ts'
import { isUntaken } from '#incidents/taken.ts'
import type { Message } from '#words/message.ts'
import { button, buttons, message, type Piece } from '#words/blocks.ts'
import { type Situation, situation } from './situation.ts'
import type { Words } from '#incidents/words.ts'

export function card(incident: Incident, now: Situation): Message {
  return message(...situation(incident, now), cardButtons(incident, now.words))
}

/** Buttons for the moves that are legal now. Each value is the incident's number. */
export function cardButtons(incident: Incident, { names }: Words): Piece {
  const { status } = incident
  const value = String(incident.number)
  const acknowledge = button('Acknowledge', 'incident.acknowledge', value, 'primary')
  const reopen = button('Reopen', 'incident.reopen', value)
  const update = button('Post update', 'incident.update', value)
  const severity = button('Change severity', 'incident.severity', value)
  const began = button('When it began…', 'incident.impact', value)
  const more = button('More…', 'incident.more', value)
  if (isOver(status)) return buttons(reopen)
  if (!isOpen(status)) return buttons(reopen, update, severity, began, more)
  return buttons(
    ...(isUntaken(incident) ? [acknowledge] : []),
    button(`Escalate to ${names.sem}`, 'incident.escalate-sem', value),
    button(`Escalate to ${names.im}`, 'incident.escalate-im', value),
    update,
    severity,
    button('Fix…', 'incident.fix', value),
    button('Resolve', 'incident.resolve', value),
    more,
  )
}
