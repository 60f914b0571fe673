/** The pinned message in the room: the whole incident, and its buttons. */
import type { Incident } from '#incidents/incident.ts'
import { isOpen, isOver } from '#incidents/moves.ts'
import { isUntaken } from '#incidents/taken.ts'
import type { Message } from '#words/message.ts'
import { bold, button, buttons, lines, message, type Piece, when } from '#words/blocks.ts'
import { type Situation, situation } from './situation.ts'
import type { Words } from '#incidents/words.ts'

export interface CardContext extends Situation {
  /** The time the room is archived; null while that is not known. */
  archiveAt?: Date | null
  /** True while the room of an ended incident waits for the post-mortem. */
  awaitsPaperwork?: boolean
}

export function card(incident: Incident, now: CardContext): Message {
  const room = archiving(now)
  return message(...situation(incident, now), room, cardButtons(incident, now.words, room !== null))
}

function archiving({ archiveAt = null, awaitsPaperwork = false }: CardContext): Piece | null {
  if (archiveAt !== null)
    return lines([bold('Room: '), 'archived ', when(archiveAt, 'day'), '. It can still be read then.'])
  return awaitsPaperwork ? lines([bold('Room: '), 'open until the post-mortem is finished.']) : null
}

/** Buttons for the moves that are legal now. Each value is the incident's number. */
export function cardButtons(incident: Incident, { names }: Words, hasRoomToArchive = false): Piece {
  const { status } = incident
  const value = String(incident.number)
  const acknowledge = button('Acknowledge', 'incident.acknowledge', value, 'primary')
  const reopen = button('Reopen', 'incident.reopen', value)
  const update = button('Post update', 'incident.update', value)
  const severity = button('Change severity', 'incident.severity', value)
  const began = button('When it began…', 'incident.impact', value)
  const more = button('More…', 'incident.more', value)
  const archive = button('Archive the room…', 'incident.archive', value)
  if (isOver(status)) return buttons(reopen, ...(hasRoomToArchive ? [archive] : []))
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
