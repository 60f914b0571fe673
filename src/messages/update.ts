/** A stakeholder update, as it stands in the threads of both channels and in the room. */
import type { Incident, StakeholderUpdate } from '#incidents/incident.ts'
import { isOpen } from '#incidents/moves.ts'
import type { Message } from '#projection/slot.ts'
import { bold, lines, mention, message, quote, when } from './blocks.ts'
import { inline } from './user-text.ts'
import { statusWords } from './words.ts'

export function update(incident: Incident, posted: StakeholderUpdate): Message {
  return message(
    lines([bold(`Update ${posted.number}`), ` on #${incident.number} ${inline(incident.title, 150)}`]),
    quote(posted.text),
    lines([
      statusWords[incident.status],
      ...(posted.by ? [' · ', mention(posted.by)] : []),
      ...(isOpen(incident.status) && posted.nextAt ? [' · next update by ', when(posted.nextAt)] : []),
    ]),
  )
}
