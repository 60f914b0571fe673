/** The run of `incident:<number>`: reads one incident and makes Slack show it. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { dueKey } from '#due/due-key.ts'
import { wakeAll } from '#due/due-store.ts'
import type { RunContext } from '#due/runner.ts'
import type { AlertCount } from '#alerts/alert-list.ts'
import { alertCount } from '#alerts/alert-list-lookup.ts'
import { archiveDue, type Paperwork } from '#incidents/archiving.ts'
import { peopleAmong } from '#incidents/actor.ts'
import { asOf, countedNext } from '#incidents/as-of.ts'
import { fold } from '#incidents/evolve.ts'
import { type Callee, type Incident, isRole, type Recorded } from '#incidents/incident.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import { isOpen, isOver } from '#incidents/moves.ts'
import type { NewsKind } from '#incidents/news.ts'
import { ladderNotes } from '#messages/incident/ladder-notes.ts'
import type { PinnedMessage } from '#history/pinned.ts'
import type { FoundIncident } from '#learning/found.ts'
import type { Paged } from '#escalation/page-view.ts'
import { isWaitedFor } from '#escalation/page.ts'
import type { Shadow } from '#oncall/shadow.ts'
import type { Words } from '#incidents/words.ts'
import type { PeopleService } from '#people/people-service.ts'
import { briefIsDue } from './room-projection.ts'
import { projectIncident } from './incident-projection.ts'
import { steadyFrom } from './steady.ts'
import { problemsIn } from './problems.ts'
import { type Projection, reconcile } from '#reconcile/engine/reconcile.ts'
import { isRoomGone, isRoomUnseen } from './room-gone.ts'
import type { SlackPort } from '#slack-port.ts'
import { channelOf, leaveRoom, noteLost } from '#reconcile/slot-store.ts'
import type { ChannelRef } from '#reconcile/slot.ts'
import { updateDue } from '#reminders/update-due.ts'
import { earliest } from '#time.ts'
import { urgencies } from '#urgency.ts'

export interface ShowIncidentParts {
  db: Db
  clock: Clock
  slack: SlackPort
  incidents: IncidentService
  people: PeopleService
  pagesOf: (incident: number) => Promise<Paged[]>
  shadowsOf: (rotas: readonly string[]) => Promise<readonly Shadow[]>
  pastOf: (incident: number) => Promise<FoundIncident[]>
  pinsOf: (incident: number) => Promise<PinnedMessage[]>
  /** Null for an incident that has no post-mortem. */
  paperworkOf: (incident: number) => Promise<Paperwork | null>
  words: Words
  stakeholders: ChannelRef
  tech: ChannelRef
  /** The news that is also sent to the channel of stakeholders. */
  broadcast: readonly NewsKind[]
  /** The time from its end until the room is archived, in milliseconds. */
  archiveAfter: number
}

/** Milliseconds. */
const hour = 3_600_000

export function createShowIncident(parts: ShowIncidentParts) {
  const { db, clock, slack, incidents, people, pagesOf, pastOf, pinsOf, paperworkOf, archiveAfter } = parts

  const channels = [parts.stakeholders, parts.tech]

  return async function showIncident(number: number, run: RunContext): Promise<{ next: Date | null }> {
    const owner = dueKey('incident', number)
    let pages: Paged[] = []
    let alerts: AlertCount | null = null
    let archiveAt: Date | null = null
    let drawnAgain: Date | null = null
    let movesOut = false
    let shutOut = false

    async function read(): Promise<Projection> {
      const [events, paged, past, counted] = await Promise.all([
        incidents.events(number),
        pagesOf(number),
        pastOf(number),
        alertCount(db, number),
      ])
      pages = paged
      const shadows = await parts.shadowsOf([...new Set(paged.map(({ role }) => role))])
      alerts = counted
      const incident = fold(events)
      const into = incident?.mergedInto ?? null
      const continuesIn =
        into === null ? null : await channelOf(db, { owner: dueKey('incident', into), name: 'room' })
      return async (slots) => {
        if (incident === null) return []
        movesOut = isRoomGone(slots, incident.private) && isOpen(incident.status)
        shutOut = incident.private && isRoomUnseen(slots) && isOpen(incident.status)
        if (movesOut) return []
        const now = clock.now()
        const due = updateDue(incident, parts.words)
        const steadyAt = steadyFrom(events)
        drawnAgain = nextDrawing(incident, [steadyAt, due], now)
        const archived = slots.get('archive')?.done === true
        const paperwork = isOver(incident.status) ? await paperworkOf(number) : null
        archiveAt = archived ? null : archiveDue(incident, archiveAfter, paperwork)
        const problems = [
          ...(await problemsIn(slots, people)),
          ...ladderNotes(events, incident.roles, parts.words),
        ]
        const archive = archived ? isOver(incident.status) : archiveAt !== null && archiveAt <= now
        return projectIncident(incident, events, {
          ...parts,
          now: asOf(incident, events, due, now),
          steady: steadyAt <= now,
          newsFrom: new Date(now.getTime() - hour),
          names: await namesIn(events, people),
          slots,
          pages,
          shadows,
          alerts,
          past,
          pins: briefIsDue(incident, events, slots) ? await pinsOf(number) : [],
          problems,
          archive,
          archiveAt: archive ? null : archiveAt,
          awaitsPaperwork: incident.status === 'closed' && !archived && paperwork?.endedAt === null,
          continuesIn,
        })
      }
    }

    const news = () => wakePages(db, pages, clock.now())
    const { next } = await reconcile(owner, read, { db, slack, clock, channels, news, ...run })
    if (shutOut && !movesOut) {
      await transact(db, (trx) => noteLost(trx, { owner, name: 'room' }, 'removed'))
      return { next: clock.now() }
    }
    if (!movesOut) return { next: earliest([next, archiveAt, drawnAgain]) }
    // The room of an open incident is gone: the next run makes another.
    await transact(db, (trx) => leaveRoom(trx, owner))
    return { next: clock.now() }
  }
}

/** Wakes the pages of people still being asked, to show them the way into the room once it exists. */
async function wakePages(db: Db, pages: readonly Paged[], now: Date): Promise<void> {
  const waiting = pages.filter((page) => isWaitedFor(page))
  await wakeAll(
    db,
    waiting.map(({ user }) => [dueKey('pages', user), { at: now, urgency: urgencies.page }]),
  )
}

/** The next time at which what is shown becomes old by itself. */
function nextDrawing(incident: Incident, moments: readonly (Date | null)[], now: Date): Date | null {
  return earliest([
    ...moments.filter((at) => at !== null && at > now),
    isOpen(incident.status) ? countedNext(incident, now) : null,
  ])
}

async function namesIn(
  events: readonly Recorded[],
  people: Pick<PeopleService, 'findAll'>,
): Promise<Map<string, string>> {
  const given = events.flatMap((event) =>
    event.type === 'role given' ? [event.to] : event.type === 'escalated' ? personAsked(event.role) : [],
  )
  const known = await people.findAll(peopleAmong([...given, ...events.map(({ actor }) => actor)]))
  return new Map([...known].map(([id, { name }]) => [id, name]))
}

function personAsked(role: Callee): string[] {
  return isRole(role) ? [] : [role.slice('person:'.length)]
}
