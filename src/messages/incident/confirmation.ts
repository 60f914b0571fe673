/** Answers a typed command where nothing in sight shows that it worked. */
import { type Command, limits } from '#incidents/decide.ts'
import { type Incident, isRole } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { channel, type Line, lines, mention, message } from '#words/blocks.ts'
import { inline } from '#words/user-text.ts'
import { isOpen } from '#incidents/moves.ts'
import { impactBegan, impactEnded } from './impact-lines.ts'
import { serviceNames } from './service-lines.ts'
import { titled, titleInQuotes } from '#incidents/title.ts'
import { roleName, severityWords, type Words } from '#incidents/words.ts'

export interface CarriedOutContext {
  words: Words
  /** The room, for a command typed elsewhere; null inside the room. */
  room: string | null
}

/** Null in the room, for commands whose result is posted there anyway. */
export function confirmation(
  incident: Incident,
  done: Command,
  { words, room }: CarriedOutContext,
): Message | null {
  const line = lineOf(incident, done, words)
  if (room === null) return line && message(lines(line))
  const about = titled(incident)
  return message(lines([about, ' · ', channel(room)], line ?? ['Done.']))
}

function lineOf(incident: Incident, done: Command, words: Words): Line | null {
  switch (done.do) {
    case 'set severity':
      return [`Severity: ${severityWords(incident.severity, words)}.`]
    case 'rename':
      return [`It is now called “${titleInQuotes(incident.title)}”.`]
    case 'give role':
      return [mention(done.to), ` is ${roleName(done.role, words)}.`]
    case 'offer role':
      return incident.roles[done.role] === done.to
        ? [mention(done.to), ` is ${roleName(done.role, words)}.`]
        : ['Offered to ', mention(done.to), `. Until they accept, nothing changes.`]
    case 'escalate':
      return isRole(done.role)
        ? [`${roleName(done.role, words)} is being paged. The pinned message in the room says who.`]
        : [mention(done.role.slice('person:'.length)), ' is being paged.']
    case 'set impact':
      return done.start !== undefined
        ? [...impactBegan(incident), '.']
        : [
            ...impactEnded(incident),
            '.',
            isOpen(incident.status)
              ? ' The incident is still open: resolve it once nothing is left to do.'
              : '',
          ]
    case 'set services':
      return incident.services.length === 0
        ? ['No service is named any more.']
        : [
            `Service: ${serviceNames(incident.services, words)}.`,
            incident.squad === null
              ? ''
              : ` The squad is ${inline(incident.squad, 80)}; escalating to it pages them.`,
          ]
    case 'note':
      return [
        done.text.trim().length > limits.text
          ? 'Noted for the record and the post-mortem, in several parts because it is long.'
          : 'Noted, for the record and the post-mortem.',
      ]
    case 'post update':
      return done.text.trim().length > limits.text
        ? [
            'That was long for an update, so stakeholders read its beginning. All of it is noted for the record.',
          ]
        : null
    default:
      return null
  }
}
