/** Presence in the room: people who write there have seen the incident they were paged for. */
import type { EscalationService } from '#escalation/escalation-service.ts'
import type { ConversationReactor } from '#history/history-service.ts'

/** Looks for answers in new messages, and after a whole reading, which may have brought one that nobody heard. */
export function createPresence(escalation: Pick<EscalationService, 'heardFrom'>): ConversationReactor {
  return async (trx, { incident, heard }) => {
    if (heard === 'everything' || heard.some(({ kind }) => kind === 'said'))
      await escalation.heardFrom(trx, incident)
  }
}
