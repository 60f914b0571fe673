/** Asking the right person, then the next: one transaction each, under the lock of the incident. */
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '#clock.ts'
import type { Schema } from '#db/schema.ts'
import { transact } from '#db/transact.ts'
import { Refusal } from '#errors.ts'
import { decide } from '#incidents/decide.ts'
import {
  type Asked,
  type Incident,
  type IncidentEvent,
  isRole,
  type Recorded,
  type UserId,
} from '#incidents/incident.ts'
import type { AskedLevel } from '#messages/modals/asked-levels.ts'
import type { SlotState } from '#projection/slot.ts'
import { carryOut, type Told } from './carry-out.ts'
import {
  advance,
  answered,
  type Climb,
  declined,
  nextLook,
  type Progress,
  refused,
  sent,
  silenced,
} from './climb.ts'
import { climbsOf, incidentsAsking, saveClimbs, wakePages } from './escalation-store.ts'
import { eventOf } from './incident-events.ts'
import { planFor, type Sources, wantsIm } from './level-lookup.ts'
import { canBecome, isWaitedFor, type Page } from './page.ts'
import { findPage, pagedFor, pagesOf, type ShownPage } from './page-store.ts'
import { previewOf } from './preview-lookup.ts'
import { reactions } from './reaction.ts'
import { batchName } from './pages-projection.ts'
import { saveSilence } from './silence-store.ts'

type Added = { actor: UserId | null; event: IncidentEvent }

/** The incidents, as escalating needs them: `record` lets everything follow that follows from the events. */
export interface IncidentRecord {
  lock(trx: Transaction<Schema>, number: number): Promise<Incident>
  record(trx: Transaction<Schema>, locked: Incident, added: Added[], now: Date): Promise<Incident>
  load(number: number): Promise<Incident>
}

export interface EscalationServiceParts extends Sources {
  db: Kysely<Schema>
  clock: Clock
  incidents: IncidentRecord
  /** Pages are also given to an outside pager. */
  hook: boolean
}

export type EscalationService = ReturnType<typeof createEscalationService>

/** How long a page stays in the message it was shown in, in milliseconds. */
const shownFor = 24 * 3_600_000

export function createEscalationService(parts: EscalationServiceParts) {
  const { db, clock, incidents, policy, hook } = parts

  /** Starts, answers and stops climbs as the incident changes. A reactor of the incident service. */
  async function react(
    trx: Transaction<Schema>,
    { incident, events, now }: { incident: Incident; events: Recorded[]; now: Date },
  ): Promise<void> {
    const before = await climbsOf(trx, incident.number)
    if (events.some((event) => event.type === 'renamed' || event.type === 'severity changed')) {
      await wakePages(trx, before, now)
    }
    const todo = reactions(incident, events, before, wantsIm(policy, incident))
    if (todo.length === 0) return
    const starting = todo.flatMap((one) => (one.do === 'start' ? one.role : []))
    const waiting = before.filter((climb) => climb.state === 'climbing')
    const plan = await planFor(trx, incident, waiting, starting, parts, now)
    const { climbs, told } = carryOut(todo, incident.number, before, plan, now)
    await conclude(trx, incident, before, climbs, told, [], now)
  }

  /** Asks the next level if it is time. Handler of `escalation:<climb>`. */
  async function climb(id: string): Promise<{ next: Date | null }> {
    const after = await change(incidentOf(id), (one) => ({ climb: one, news: [] }))
    const found = after.find((one) => one.id === id)
    return { next: found ? nextLook(found, clock.now()) : null }
  }

  /** The person paged takes the role. Throws a Refusal that says who has it, when somebody was quicker. */
  async function acknowledge(user: UserId, page: string): Promise<Incident> {
    const { incident: number, climbId } = await theirs(user, page)
    const now = clock.now()
    await transact(db, async (trx) => {
      const incident = await incidents.lock(trx, number)
      const before = await climbsOf(trx, number)
      const climb = before.find((one) => one.id === climbId)
      if (!climb) throw new Error('a page belongs to a climb')
      const taking = takeRole(incident, climb, user)
      const { climb: after, news } = answered(climb, user, now)
      const climbs = before.map((one) => (one === climb ? after : one))
      const told = news.map((one) => ({ role: climb.role, news: one }))
      await conclude(trx, incident, before, climbs, told, taking, now)
    })
    return incidents.load(number)
  }

  /** "I can't." The next person is asked at once, if nobody else of that level may still answer. */
  async function decline(user: UserId, page: string, reason: string | null): Promise<Incident> {
    const { incident, climbId } = await theirs(user, page)
    const now = clock.now()
    await change(incident, (climb) => {
      if (climb.id !== climbId || climb.pages.some((one) => one.id === page && one.status === 'declined'))
        return same(climb)
      const progress = declined(climb, user, reason?.trim() || null, now)
      if (progress.climb !== climb) return progress
      const has = climb.answeredBy
      throw new Refusal(
        has && has !== user ? `<@${has}> already has #${incident}.` : 'You are not being asked any more.',
      )
    })
    return incidents.load(incident)
  }

  /** Somebody wrote in the room: that answers what they were paged for. */
  async function heardFrom(number: number, user: UserId): Promise<void> {
    const climbs = await climbsOf(db, number)
    const asked = climbs
      .filter((climb) => climb.state === 'climbing')
      .flatMap((climb) => climb.pages.filter((page) => page.user === user && mayHaveAnswered(page)))
    for (const page of asked) {
      await acknowledge(user, page.id).catch((error: unknown) => {
        // Somebody was quicker, or it is over: they only said something.
        if (!(error instanceof Refusal)) throw error
      })
    }
  }

  /** The person was deactivated: nobody waits for them any longer. */
  async function personLeft(user: UserId): Promise<void> {
    const now = clock.now()
    for (const number of await incidentsAsking(db, user)) {
      await change(number, (climb) => refused(climb, user, 'deactivated', now))
    }
  }

  /** Takes in whether Slack has shown the person these pages, or refuses to. */
  async function delivered(
    user: UserId,
    shown: readonly ShownPage[],
    states: ReadonlyMap<string, SlotState>,
  ): Promise<void> {
    const now = clock.now()
    for (const { id, incident, status, batch } of shown) {
      const state = states.get(batchName(batch))
      if (status !== 'queued' || !state) continue
      const code = state.refused
      if (code !== null)
        await change(incident, (climb) => (holds(climb, id) ? refused(climb, user, code, now) : same(climb)))
      else if (state.done && state.ts !== null)
        await change(incident, (climb) => (holds(climb, id) ? sent(climb, id, now) : same(climb)))
    }
  }

  /** Takes in until when the person hears nothing: a level that nobody hears is waited for one minute. */
  async function knowSilence(user: UserId, until: Date | null): Promise<void> {
    const now = clock.now()
    await saveSilence(db, user, until, now)
    const isOn = until !== null && until > now
    for (const number of await incidentsAsking(db, user)) {
      await change(number, (climb) => same(silenced(climb, user, isOn)))
    }
  }

  /** Who would be asked for a role, level by level, if it were escalated by hand now. */
  async function preview(number: number, role: Asked): Promise<AskedLevel[]> {
    const now = clock.now()
    return previewOf(db, await incidents.load(number), role, parts, now)
  }

  /** Everybody the climbs under way may come to. */
  async function mayBeAsked(number: number): Promise<UserId[]> {
    const climbing = (await climbsOf(db, number)).filter((one) => one.state === 'climbing')
    const plan = await planFor(db, await incidents.load(number), climbing, [], parts, clock.now())
    const levels = climbing.flatMap((one) =>
      plan
        .levels(one)
        .slice(one.level + 1)
        .filter((level) => level.applies),
    )
    return [...new Set(levels.flatMap((level) => level.candidates.map((one) => one.user)))]
  }

  /** Changes every climb of an incident and carries on from there. */
  async function change(number: number, by: (climb: Climb) => Progress): Promise<Climb[]> {
    const now = clock.now()
    return transact(db, async (trx) => {
      const incident = await incidents.lock(trx, number)
      const before = await climbsOf(trx, number)
      const waiting = before.filter((one) => one.state === 'climbing')
      const plan = await planFor(trx, incident, waiting, [], parts, now)
      const told: Told[] = []
      const climbs = before.map((one) => {
        const changed = by(one)
        const after = advance(changed.climb, plan.levels(one), now)
        told.push(...[...changed.news, ...after.news].map((news) => ({ role: one.role, news })))
        return after.climb
      })
      await conclude(trx, incident, before, climbs, told, [], now)
      return climbs
    })
  }

  async function conclude(
    trx: Transaction<Schema>,
    incident: Incident,
    before: readonly Climb[],
    after: readonly Climb[],
    told: readonly Told[],
    more: readonly Added[],
    now: Date,
  ): Promise<void> {
    await saveClimbs(trx, before, after, { drill: incident.drill, hook: hook && !incident.drill, now })
    const added = [...told.map(eventOf), ...more]
    if (added.length > 0) await incidents.record(trx, incident, added, now)
  }

  async function theirs(user: UserId, id: string): Promise<{ incident: number; climbId: string }> {
    const page = await findPage(db, id)
    if (!page) throw new Refusal('That page is not known here.')
    if (page.user !== user) throw new Refusal(`That page is for <@${page.user}>.`)
    return { incident: page.incident, climbId: id.split('/', 2).join('/') }
  }

  return {
    react,
    climb,
    acknowledge,
    decline,
    heardFrom,
    personLeft,
    delivered,
    knowSilence,
    preview,
    mayBeAsked,
    pagedFor: (number: number) => pagedFor(db, number),
    pagesOf: (user: UserId) => pagesOf(db, user, new Date(clock.now().getTime() - shownFor)),
    findPage: (id: string) => findPage(db, id),
    climbsOf: (number: number) => climbsOf(db, number),
  }
}

/** What the incident's record says when this person answers for a role: nothing where they have it already. */
function takeRole(incident: Incident, climb: Climb, user: UserId): Added[] {
  const { role } = climb
  if (!isRole(role)) return []
  const holder = incident.roles[role]
  const open = climb.state === 'climbing' || climb.state === 'exhausted'
  if (!open && holder !== undefined && holder !== user) {
    throw new Refusal(`<@${holder}> already has #${incident.number}. You are welcome in the room.`)
  }
  const first = role === 'geoc' && incident.acknowledgedBy === null
  const events = decide(incident, user, first ? { do: 'acknowledge' } : { do: 'give role', role, to: user })
  return events.map((event) => ({ actor: user, event }))
}

function incidentOf(climb: string): number {
  return Number(climb.split('/')[0])
}

function holds(climb: Climb, page: string): boolean {
  return climb.pages.some((one: Page) => one.id === page && isWaitedFor(one))
}

/** Who said "I can't" may write in the room all the same. */
function mayHaveAnswered({ status }: Page): boolean {
  return status !== 'declined' && canBecome(status, 'acknowledged')
}

function same(climb: Climb): Progress {
  return { climb, news: [] }
}
