/** The run of `incident:<number>`: looks at one incident and makes Slack show it. */
import type { Kysely } from 'kysely'
import type { Clock } from '#clock.ts'
import type { Schema } from '#db/schema.ts'
import type { RunContext } from '#due/runner.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import type { Incident } from '#incidents/incident.ts'
import { incidentKey } from '#incidents/incident-store.ts'
import { isOver } from '#incidents/moves.ts'
import type { Paged } from '#messages/situation.ts'
import type { Words } from '#messages/words.ts'
import type { PeopleService } from '#people/people-service.ts'
import { archiveAfter, projectIncident } from './incident-projection.ts'
import { reconcile } from './reconcile.ts'
import type { SlackPort } from './slack-port.ts'
import { statesOf } from './slot-store.ts'
import type { ChannelRef } from './slot.ts'

export interface ShowIncidentParts {
  db: Kysely<Schema>
  clock: Clock
  slack: SlackPort
  incidents: IncidentService
  people: PeopleService
  pagesOf: (incident: number) => Promise<Paged[]>
  words: Words
  stakeholders: ChannelRef
  tech: ChannelRef
}

export function createShowIncident(parts: ShowIncidentParts) {
  const { db, clock, slack, incidents, people, pagesOf, words, stakeholders, tech } = parts

  return async function showIncident(number: number, context: RunContext): Promise<{ next: Date | null }> {
    const owner = incidentKey(number)
    const [incident, events, slots, pages] = await Promise.all([
      incidents.load(number),
      incidents.events(number),
      statesOf(db, owner),
      pagesOf(number),
    ])
    const known = await people.findAll(Object.keys(slots.get('members')?.detail.uninvited ?? {}))
    const names = new Map([...known].map(([id, { name }]) => [id, name]))
    const { next } = await reconcile(
      owner,
      (slots) => projectIncident(incident, events, { words, slots, pages, names, stakeholders, tech }, clock.now()),
      { db, slack, clock, ...context },
    )
    return { next: earliest(next, archiveAt(incident, slots.get('archive')?.done ?? false)) }
  }
}

function archiveAt({ status, closedAt }: Incident, archived: boolean): Date | null {
  return isOver(status) && closedAt !== null && !archived ? new Date(closedAt.getTime() + archiveAfter) : null
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}
