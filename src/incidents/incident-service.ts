/** Carries out people's work on incidents: one transaction each, in which the change and everything that follows from it are committed together. */
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { once } from '#db/once.ts'
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import { Refusal } from '#errors.ts'
import type { Policy } from '#policy/policy.ts'
import { urgencies } from '#urgency.ts'
import { isPerson, peopleAmong } from './actor.ts'
import { type Command, decide, declare } from './decide.ts'
import {
  type Incident,
  type IncidentSummary,
  isRole,
  type Recorded,
  type Role,
  type Somebody,
  type Story,
  type UserId,
  type Wish,
} from './incident.ts'
import {
  appendEvents,
  eventsOf,
  insertIncident,
  lockIncident,
  type NewEvent,
  nextNumber,
  requireIncident,
  requireStory,
  sameDeclaration,
  summaries,
} from './incident-store.ts'
import { askedBy } from './giving-away.ts'
import { type Deed, guestsElsewhere } from './permission.ts'
import { canSee, mergedElsewhere, observation } from './privacy.ts'
import { isOpen } from './moves.ts'
import { Alike, Doubt, doubtsDeclaration, heldFor, requireFewPages, sameWords } from './restraint.ts'
import {
  declaredBy,
  forgetKept,
  heldDeclaration,
  keepDeclaration,
  keptDeclaration,
  latestKept,
  pagedByName,
} from './restraint-store.ts'
import { servicesNamed } from './services-named.ts'
import { aboutTheSame, similarTo } from './similar.ts'

/** Told of every change inside its transaction, so that its effects are committed with it. */
export type Reactor = (trx: Trx, change: IncidentChange) => Promise<void>

export interface IncidentChange {
  incident: Incident
  /** The latest events, oldest first. */
  events: Recorded[]
  now: Date
}

/** Throws a Refusal for a deed that the actor may not do. `role`: one that somebody has and would lose by it. */
export type Gatekeeper = (
  actor: Somebody,
  deed: Deed,
  incident: Incident | null,
  role?: Role,
) => Promise<void>

export interface IncidentServiceParts {
  db: Db
  clock: Clock
  reactors: Reactor[]
  gatekeeper: Gatekeeper
  isGuest: (user: UserId) => Promise<boolean>
  /** The policy's services; absent for none. */
  services?: Policy['services']
  limits: Policy['limits']
}

export type IncidentService = ReturnType<typeof createIncidentService>

/** Milliseconds in which the same words from the same reporter mean the same incident, while it is open. */
const sameWithin = 120_000

/** Milliseconds in which the same words once more, or the word "really", answer the question. */
const doubtFor = 600_000

/** The number of incidents listed at a time. */
const page = 100

/** More than a list shows. */
const enough = 20

export function createIncidentService(parts: IncidentServiceParts) {
  const { db, clock, reactors, gatekeeper, limits, services = {} } = parts

  /**
   * Opens an incident, begun when its reporter says. `key` identifies the submission: a second one with the same key opens
   * nothing. Throws a Doubt where the person has declared several of late, and Alike where it may be one that is open; `sure`
   * has answered both,
   * and `held` was allowed when it was asked. The squad follows a service that was chosen, and its expert is paged. A service
   * that the words only name pages nobody.
   */
  async function open(
    reporter: Somebody,
    { began, ...wish }: Wish,
    key: string,
    sure: boolean | 'held' = false,
  ): Promise<Story & { again: boolean }> {
    if (sure !== 'held') await gatekeeper(reporter, 'declare', null)
    const now = clock.now()
    const asks = limits.declareAlike === 'ask' && !sure && isPerson(reporter) && !(await isGuest(reporter))
    const opened = await transact(db, (trx) =>
      once(trx, key, now, async () => {
        const next = await nextNumber(trx)
        const chosen = wish.services ?? []
        const event = declare(next, { ...wish, squad: wish.squad ?? squadOf(chosen) })
        const earlier = await sameDeclaration(trx, reporter, event, new Date(now.getTime() - sameWithin))
        if (earlier !== null) return { number: earlier, again: true }
        const doubt =
          isPerson(reporter) && sure !== 'held'
            ? await doubtOf(trx, reporter, { began, ...wish }, sure, now)
            : null
        if (doubt !== null) return doubt
        const alike = asks ? await alikeTo(trx, reporter, { began, ...wish }, now) : null
        if (alike !== null) return alike
        const incident = await insertIncident(trx, reporter, event, now)
        await react(trx, { incident, events: [{ ...event, seq: 1, at: now, actor: reporter }], now })
        const named = chosen.length > 0 ? [] : servicesNamed(services, wish.text ?? wish.title)
        if (named.length > 0)
          await change(trx, reporter, next, withSquad({ do: 'set services', services: named }), now)
        if (began !== undefined)
          await change(trx, reporter, next, { do: 'set impact', start: new Date(began) }, now)
        return { number: next, again: false }
      }),
    )
    if ('like' in opened) throw new Alike(opened.kept, opened.like)
    if ('kept' in opened) throw new Doubt(opened.kept, opened.count)
    const { number, again } = opened
    return { ...(await requireStory(db, number)), again }
  }

  /** Null where the declaration is fine. Sending the same words once more means that they are sure. */
  async function doubtOf(trx: Trx, reporter: UserId, wish: Wish, sure: boolean, now: Date) {
    const span = Math.max(limits.declare?.within ?? 0, limits.declareAsks?.within ?? 0)
    const times = await declaredBy(trx, reporter, new Date(+now - span))
    if (!doubtsDeclaration(times, limits, now) || sure) return null
    const asked = await latestKept(trx, reporter, new Date(+now - doubtFor))
    if (asked && sameWords(asked.wish, wish)) {
      await forgetKept(trx, asked.id)
      return null
    }
    return { kept: await keepDeclaration(trx, reporter, wish, now), count: times.length }
  }

  /** Null where no open incident that everybody may know of sounds like it, or where these words were asked about just now. */
  async function alikeTo(trx: Trx, reporter: UserId, wish: Wish, now: Date) {
    if (wish.private || wish.drill) return null
    const known = (await summaries(trx, 'open', null, page)).filter(
      (one) => isOpen(one.status) && !one.private && !one.drill,
    )
    const [like] = aboutTheSame(wish.title, known)
    if (like === undefined) return null
    const asked = await latestKept(trx, reporter, new Date(+now - doubtFor))
    if (asked && sameWords(asked.wish, wish)) {
      await forgetKept(trx, asked.id)
      return null
    }
    // The reply may be gone by the time it is declared, so the room is told of as to somebody who typed.
    const kept = await keepDeclaration(trx, reporter, { ...wish, askedIn: wish.askedIn ?? '' }, now)
    await wake(trx, dueKey('declaration', kept), { at: new Date(+now + heldFor), urgency: urgencies.page })
    return { kept, like: like.number }
  }

  /** Declares what was held back to ask "the same?", unless it was answered. */
  async function declareHeld(id: string): Promise<{ next: null }> {
    const held = await heldDeclaration(db, id)
    if (held !== null) await open(held.person, held.wish, `kept:${id}`, 'held')
    return { next: null }
  }

  /** Answers "the same?" with yes: lets them into that incident, which notes their words. Answers the number of their own where it was declared first. */
  async function joinInstead(
    reporter: UserId,
    id: string,
    into: number,
    key: string,
  ): Promise<number | null> {
    await gatekeeper(reporter, 'join', await see(reporter, into))
    const kept = await keptDeclaration(db, reporter, id)
    if (kept === null) {
      await act(reporter, into, { do: 'join' }, key)
      return null
    }
    const now = clock.now()
    const { number } = await transact(db, (trx) =>
      once(trx, `kept:${id}`, now, async () => {
        await change(trx, reporter, into, { do: 'join' }, now)
        await change(
          trx,
          reporter,
          into,
          { do: 'note', text: `Also reported: ${kept.wish.text ?? kept.wish.title}` },
          now,
        )
        await forgetKept(trx, id)
        return { number: into, again: true }
      }),
    )
    return number === into ? null : number
  }

  /** Opens the incident that this person was asked "really?" or "the same?" about: that one or, without an id, the latest. Null for none. */
  async function insist(
    reporter: UserId,
    id: string | null = null,
  ): Promise<(Story & { again: boolean; wish: Wish }) | null> {
    const kept =
      id === null
        ? await latestKept(db, reporter, new Date(+clock.now() - doubtFor))
        : await keptDeclaration(db, reporter, id)
    return kept && { ...(await open(reporter, kept.wish, `kept:${kept.id}`, true)), wish: kept.wish }
  }

  /** Carries out a command. `key` identifies the submission: a second one with the same key changes nothing. */
  async function act(actor: Somebody, number: number, command: Command, key: string): Promise<Incident> {
    await requireAllowed(actor, number, command)
    if (command.do === 'merge') await see(actor, command.into)
    const now = clock.now()
    await transact(db, (trx) =>
      once(trx, key, now, async () => {
        await restrain(trx, actor, command, now)
        await change(trx, actor, number, withSquad(command), now)
        return {}
      }),
    )
    return requireIncident(db, number)
  }

  function squadOf(keys: readonly string[]): string | null {
    return keys.map((key) => services[key]?.squad ?? null).find((squad) => squad !== null) ?? null
  }

  function withSquad(command: Command): Command {
    return command.do === 'set services' ? { ...command, squad: squadOf(command.services) } : command
  }

  /** Throws a Refusal for a person who pages by name too often. */
  async function restrain(trx: Trx, actor: Somebody, command: Command, now: Date): Promise<void> {
    const isByName = command.do === 'escalate' && !isRole(command.role)
    if (!isByName || !isPerson(actor) || limits.pageByName === null) return
    const since = new Date(+now - limits.pageByName.within)
    requireFewPages(await pagedByName(trx, actor, since), limits, now)
  }

  /** Carries out a command as part of somebody else's transaction. Asks no permission. */
  async function change(
    trx: Trx,
    actor: Somebody,
    number: number,
    command: Command,
    now: Date,
  ): Promise<Incident> {
    const target = command.do === 'merge' ? await absorb(trx, actor, number, command, now) : null
    const incident = await lockIncident(trx, number)
    const goesInside = target?.private === true && !incident.private
    const decided = decide(incident, actor, command, now)
    const added = decided.map((event) => ({ actor, event: goesInside ? mergedElsewhere(event) : event }))
    return record(trx, incident, added, now)
  }

  /** Appends facts to a locked incident and tells the reactors. */
  async function record(trx: Trx, locked: Incident, added: NewEvent[], now: Date): Promise<Incident> {
    const { incident, events } = await appendEvents(trx, locked, added, now)
    if (events.length > 0) await react(trx, { incident, events, now })
    return incident
  }

  /** Returns the incident in which it goes on. */
  async function absorb(
    trx: Trx,
    actor: Somebody,
    number: number,
    { into, reason }: Extract<Command, { do: 'merge' }>,
    now: Date,
  ): Promise<Incident> {
    // The lower number is always locked first, so that two merges across each other cannot deadlock.
    if (number < into) await lockIncident(trx, number)
    const merged = await requireIncident(trx, number)
    const target = await lockIncident(trx, into)
    if (!canSee(target, actor)) throw new Refusal(`There is no incident #${into}.`)
    if (merged.drill !== target.drill) {
      throw new Refusal(`Only one of #${number} and #${into} is a drill, so they cannot be merged.`)
    }
    // It would carry private words into a public room.
    if (merged.private && !target.private) {
      throw new Refusal(
        `#${number} is private and #${into} is not, so it cannot be merged into it. Cancel the one you do not need.`,
      )
    }
    const absorbed = decide(target, actor, { do: 'absorb', number }, now).map(
      (event): NewEvent => ({ actor, event }),
    )
    if (target.private && !merged.private) {
      // Nobody of a public room is asked into a private one by it.
      const kept: NewEvent = { actor, event: { type: 'noted', text: observation(merged, reason) } }
      return record(trx, target, [...absorbed, kept], now)
    }
    // People of the merged room are wanted where the work goes on.
    const company = peopleAmong([
      merged.reporter,
      ...Object.values(merged.roles),
      ...merged.present.map((one) => one.user),
    ])
    const invitations = company.map(
      (user): NewEvent => ({ actor, event: { type: 'invited', user, reason: `merged #${number}` } }),
    )
    return record(trx, target, [...absorbed, ...invitations], now)
  }

  /** Notes that somebody came into the room or left it. `key` as for `act`. */
  async function presence(
    user: UserId,
    number: number,
    type: 'entered' | 'left',
    key: string,
  ): Promise<void> {
    const now = clock.now()
    await transact(db, (trx) =>
      once(trx, key, now, async () => {
        const incident = await lockIncident(trx, number)
        const isThere = incident.present.some((one) => one.user === user)
        if (isThere !== (type === 'entered'))
          await record(trx, incident, [{ actor: user, event: { type, user } }], now)
        return {}
      }),
    )
  }

  /** The incident, if they may do that with it. Throws a Refusal otherwise. */
  async function requireAllowed(actor: Somebody, number: number, asked: Deed | Command): Promise<Incident> {
    const incident = await see(actor, number)
    const { deeds, role } = typeof asked === 'string' ? { deeds: [asked] } : askedBy(actor, asked, incident)
    for (const deed of deeds) await gatekeeper(actor, deed, incident, role)
    return incident
  }

  /** The incident, if they may know of it. Throws the same Refusal for a private one as for none. */
  async function see(viewer: Somebody, number: number): Promise<Incident> {
    return (await story(viewer, number)).incident
  }

  /** As `see`, with the events. */
  async function story(viewer: Somebody, number: number): Promise<Story> {
    const [found, guest] = await Promise.all([requireStory(db, number), isGuest(viewer)])
    if (canSee(found.incident, viewer, guest)) return found
    throw new Refusal(found.incident.private ? `There is no incident #${number}.` : guestsElsewhere)
  }

  /** Incidents they may know of, newest first: open ones, all, or drills; a hundred at a time, from `before` on; of one service where it is named. */
  async function list(
    viewer: Somebody,
    which: 'open' | 'all' | 'drills' = 'open',
    before: number | null = null,
    service: string | null = null,
  ): Promise<IncidentSummary[]> {
    const [found, guest] = await Promise.all([summaries(db, which, before, page, service), isGuest(viewer)])
    const visible = await Promise.all(
      found.map(async (one) =>
        one.private || guest ? canSee(await requireIncident(db, one.number), viewer, guest) : true,
      ),
    )
    const seen = found.filter((_, i) => visible[i])
    const last = found.at(-1)
    // Goes further back where nearly all of a batch is hidden. For a guest nearly everything is, so that one batch is enough.
    if (last === undefined || found.length < page || seen.length > enough || guest) return seen
    return [...seen, ...(await list(viewer, which, last.number, service))]
  }

  /** Open incidents that sound like `text`, most alike first. */
  async function similar(viewer: Somebody, text: string, except?: number): Promise<IncidentSummary[]> {
    const others = (await list(viewer)).filter((one) => one.number !== except && isOpen(one.status))
    return similarTo(text, others)
  }

  async function isGuest(viewer: Somebody): Promise<boolean> {
    return isPerson(viewer) && (await parts.isGuest(viewer))
  }

  async function react(trx: Trx, happened: IncidentChange): Promise<void> {
    for (const reactor of reactors) await reactor(trx, happened)
  }

  return {
    open,
    insist,
    declareHeld,
    joinInstead,
    act,
    change,
    record,
    presence,
    requireAllowed,
    see,
    story,
    list,
    similar,
    lock: lockIncident,
    load: (number: number) => requireIncident(db, number),
    events: (number: number, reader: Db = db) => eventsOf(reader, number),
  }
}
