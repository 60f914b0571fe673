/** The run of `incident:<number>`: looks at one incident and makes Slack show it. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/client.ts'
import { wake } from '#due/due-store.ts'
import type { RunContext } from '#due/runner.ts'
import { pagesKey } from '#escalation/due-keys.ts'
import { fold } from '#incidents/evolve.ts'
import type { Incident } from '#incidents/incident.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import { incidentKey } from '#incidents/incident.ts'
import { isOver } from '#incidents/moves.ts'
import { ladderNotes } from '#messages/ladder-notes.ts'
import type { Paged } from '#messages/situation.ts'
import type { Words } from '#messages/words.ts'
import type { PeopleService } from '#people/people-service.ts'
import { projectIncident } from './incident-projection.ts'
import { problemsIn } from './problems.ts'
import { reconcile } from './reconcile.ts'
import type { SlackPort } from './slack-port.ts'
import { type ChannelRef, type Slot, type SlotState, urgencies } from './slot.ts'

export interface ShowIncidentParts {
  db: Db
  clock: Clock
  slack: SlackPort
  incidents: IncidentService
  people: PeopleService
  pagesOf: (incident: number) => Promise<Paged[]>
  words: Words
  stakeholders: ChannelRef
  tech: ChannelRef
  /** Milliseconds after it is over. */
  archiveAfter: number
}

export function createShowIncident(parts: ShowIncidentParts) {
  const { db, clock, slack, incidents, people, pagesOf, archiveAfter } = parts

  return async function showIncident(number: number, run: RunContext): Promise<{ next: Date | null }> {
    let pages: Paged[] = []
    let archiveAt: Date | null = null

    /** Read anew after each result, so that what changed meanwhile is shown at once. */
    async function wanted(slots: ReadonlyMap<string, SlotState>): Promise<Slot[]> {
      const events = await incidents.events(number)
      const incident = fold(events)
      if (incident === null) return []
      pages = await pagesOf(number)
      archiveAt = slots.get('archive')?.done ? null : archiveDue(incident, archiveAfter)
      const problems = [
        ...(await problemsIn(slots, people)),
        ...ladderNotes(events, incident.roles, parts.words),
      ]
      const archive = archiveAt === null ? isOver(incident.status) : archiveAt <= clock.now()
      return projectIncident(incident, events, { ...parts, slots, pages, problems, archive })
    }

    const { next, changed } = await reconcile(incidentKey(number), wanted, { db, slack, clock, ...run })
    if (changed) await wakePages(db, pages, clock.now())
    return { next: earliest(next, archiveAt) }
  }
}

/** Those who are being asked are shown the way into the room, once there is one. */
async function wakePages(db: Db, pages: readonly Paged[], now: Date): Promise<void> {
  const waiting = pages.filter((page) => page.status === 'queued' || page.status === 'sent')
  for (const user of new Set(waiting.map((page) => page.user))) {
    await wake(db, pagesKey(user), { at: now, urgency: urgencies.page })
  }
}

function archiveDue({ status, closedAt }: Incident, after: number): Date | null {
  return isOver(status) && closedAt !== null ? new Date(closedAt.getTime() + after) : null
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}
