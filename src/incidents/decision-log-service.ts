/** Logs a line for each decision: ids and codes, never text that people wrote. */
import type { Logger } from 'pino'
import { afterCommit } from '#db/transact.ts'
import { isPerson, storedActor } from './actor.ts'
import type { IncidentEvent, Recorded } from './incident.ts'
import type { Reactor } from './incident-service.ts'

export function createDecisionLog(log: Pick<Logger, 'info' | 'debug'>): Reactor {
  return async (trx, { incident: { number }, events }) => {
    afterCommit(trx, () => {
      for (const recorded of events) {
        const line = { incident: number, ...factsOf(recorded) }
        if (isPresence(recorded)) log.debug(line, 'somebody came or went')
        else log.info(line, 'an incident changed')
      }
    })
  }
}

function factsOf(event: Recorded): Record<string, string | number | null> {
  return {
    seq: event.seq,
    event: event.type,
    ...actorOf(event),
    ...('role' in event && { role: event.role }),
    ...('severity' in event && { severity: event.severity }),
    ...codeOf(event),
  }
}

function actorOf({ actor }: Recorded): Record<string, string | null> {
  return actor === null || isPerson(actor) ? { user: actor } : { actor: storedActor(actor) }
}

function codeOf(event: IncidentEvent): Record<string, string | null> {
  switch (event.type) {
    case 'paged':
    case 'departed':
      return { user: event.user }
    case 'page answered':
      return { user: event.user, status: event.answer }
    case 'role given':
    case 'role offered':
      return { user: event.to }
    case 'status changed':
      return { status: event.to }
    case 'severity changed':
      return { severity: event.to }
    case 'judged':
      return { kind: event.about, status: event.verdict }
    case 'impact set':
      return { kind: event.edge }
    case 'fix started':
      return { kind: event.kind }
    case 'fix ended':
      return { status: event.outcome }
    default:
      return {}
  }
}

function isPresence({ type }: IncidentEvent): boolean {
  return type === 'entered' || type === 'left' || type === 'invited'
}
