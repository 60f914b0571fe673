/** First steps, said privately to somebody who just took a role or came to help. */
import type { Incident, UserId } from '#incidents/incident.ts'
import type { Message } from '#words/message.ts'
import { bold, button, buttons, type Line, lines, message, when } from '#words/blocks.ts'
import { titled } from '#incidents/title.ts'
import type { Words } from '#incidents/words.ts'

export interface NextContext {
  words: Words
  reader: UserId
  /** The time at which stakeholders should hear next; null where nothing is promised. */
  updateDue: Date | null
}

/** Tells the IM about stakeholders, and everybody else the way to a repair. */
export function whatNext(incident: Incident, now: NextContext): Message {
  const { roles } = incident
  return roles.im === now.reader && roles.geoc !== now.reader
    ? overseeing(incident, now)
    : repairing(incident, now)
}

/** Advises to revert, else to hotfix, else to call the squad. */
function repairing(incident: Incident, { words: { names }, reader }: NextContext): Message {
  const value = String(incident.number)
  const holds = Object.values(incident.roles).includes(reader)
  return message(
    lines(
      [
        bold(`${holds ? 'You have' : 'Thank you for helping with'} ${titled(incident)}.`),
        ' Take a breath. Then:',
      ],
      ['1. Did something ship shortly before? Revert it first, understand it later.'],
      ['2. No? Is there a small, safe change that stops it? Hotfix.'],
      [`3. Neither, or not sure within a few minutes? Call the squad's ${names.sem}. Asking early is right.`],
    ),
    buttons(
      button('Start a revert', 'incident.fix.revert', value),
      button('Start a hotfix', 'incident.fix.hotfix', value),
      button(`Escalate to ${names.sem}`, 'incident.escalate-sem', value),
      button(`Escalate to ${names.im}`, 'incident.escalate-im', value),
    ),
  )
}

function overseeing(incident: Incident, { words: { names }, updateDue }: NextContext): Message {
  const value = String(incident.number)
  return message(
    lines(
      [
        bold(`You are ${names.im} of ${titled(incident)}.`),
        ' Others type the fix; you keep people informed.',
      ],
      clock(incident, updateDue),
      ['Say what it means for people and what is being done, never when it will be over.'],
    ),
    buttons(
      button('Post update', 'incident.update', value, 'primary'),
      button('Change severity', 'incident.severity', value),
      button('Hand over…', 'incident.handoff', value),
    ),
  )
}

/** Tells when stakeholders last heard, and when the next update is due. */
function clock({ updates }: Incident, due: Date | null): Line {
  const heard = updates.length === 0 ? 'Stakeholders have read only the announcement.' : ''
  const last = updates.at(-1)
  return [
    ...(last ? ['Stakeholders last heard at ', when(last.at), '.'] : [heard]),
    ...(due ? [' The next update is due by ', when(due), '.'] : []),
  ]
}
