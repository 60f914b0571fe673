/** Presence in the room: people who write there have seen what they were paged for. */
import type { EscalationService } from '#escalation/escalation-service.ts'
import type { UserId } from '#incidents/incident.ts'
import type { Heard } from './heard.ts'
import type { ConversationReactor } from './history-service.ts'

export function createPresence(escalation: Pick<EscalationService, 'heardFrom'>): ConversationReactor {
  return async (trx, { incident, heard }) => {
    if (heard === 'everything') return
    for (const user of new Set(heard.flatMap(writersOf))) await escalation.heardFrom(trx, incident, user)
  }
}

/** Apps write for others, and Slack's own lines are written by nobody. */
function writersOf(one: Heard): UserId[] {
  return one.kind === 'said' && !one.byApp && one.subtype === null && one.author !== null ? [one.author] : []
}
