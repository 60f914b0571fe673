/**
 * Runs every rule of the draft on one message. Each rule reads the message once, alone, and only its beginning. Pure.
 */
import type { RecordedMessage } from '#history/heard.ts'
import type { UserId } from '#incidents/incident.ts'
import { namingIn } from './cause.ts'
import { speaksOf } from './timeline-selection.ts'
import { changesIn } from './context.ts'
import { impactIn } from './impact.ts'
import { lessonIn } from './lessons.ts'
import { refutationIn } from './refutation.ts'
import { type Beginning, beginningOf, isSaid, type Utterance } from './said.ts'
import { signsIn } from './signs.ts'
import type { Finding } from './finding.ts'

export function findIn(message: RecordedMessage, bot: UserId): Finding {
  return found(message, bot, beginningOf(message.text))
}

/** The finding for a message there was no time to read: marks, shares and additions by hand still count. */
export function unread(message: RecordedMessage, bot: UserId): Finding {
  return { ...found(message, bot, beginningOf('')), isRead: false }
}

/** Tells if a message may be on the timeline for its words, without anybody's doing. */
export function speaksForItself(told: Utterance, bot: UserId): boolean {
  if (!isSaid(told, bot)) return false
  const beginning = beginningOf(told.text)
  if (speaksOf(told, beginning) !== null) return true
  return !told.byApp && (namingIn(beginning) !== null || refutationIn(beginning) !== null)
}

function found(message: RecordedMessage, bot: UserId, beginning: Beginning): Finding {
  const said = isSaid(message, bot)
  const byPerson = said && !message.byApp
  return {
    message,
    isRead: true,
    isSaid: said,
    naming: byPerson ? namingIn(beginning) : null,
    refutes: byPerson ? refutationIn(beginning) : null,
    signs: signsIn(beginning),
    impact: byPerson ? impactIn(beginning) : '',
    changes: said ? changesIn(beginning) : '',
    lesson: byPerson ? lessonIn(beginning) : null,
    speaks: said ? speaksOf(message, beginning) : null,
  }
}
