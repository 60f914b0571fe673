/** Presence in the room: people who say something there have seen what they were paged for. */
import type { EscalationService } from '#escalation/escalation-service.ts'
import type { ConversationReactor } from '#history/history-service.ts'

/** A reading of the whole conversation may have brought an answer that nobody heard. */
export function createPresence(escalation: Pick<EscalationService, 'heardFrom'>): ConversationReactor {
  return async (trx, { incident, heard }) => {
    if (heard === 'everything' || heard.some(({ kind }) => kind === 'said'))
      await escalation.heardFrom(trx, incident)
  }
}
