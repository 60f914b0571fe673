/** Finds who of the people on duty could not be woken, and who has to hear of it. */
import type { Clock } from '#clock.ts'
import { deadSince, waysTo } from '#contacts/contact-lookup.ts'
import type { ContactMethod } from '#contacts/contact.ts'
import { kindsIn } from '#contacts/own-rules.ts'
import { canBeReady, notReadyBecause } from '#contacts/ready.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { wakeAll } from '#due/due-store.ts'
import type { UserId } from '#incidents/incident.ts'
import type { PeopleService } from '#people/people-service.ts'
import { lastReading } from '#people/workspace-store.ts'
import type { ContactKind } from '#policy/contacts.ts'
import type { Policy } from '#policy/policy.ts'
import { day, earliest, hour } from '#time.ts'
import { urgencies } from '#urgency.ts'
import { requireRota, rotaIds, rotaIdsOf } from './oncall-store.ts'
import { isMember } from './turns/availability.ts'
import type { Rota } from './turns/rota.ts'
import { turnTimeline } from './turns/timeline.ts'

export interface ReadinessParts {
  db: Db
  clock: Clock
  policy: Policy
  people: Pick<PeopleService, 'resolve'>
  /** Kinds of contact method that work here. */
  kinds: readonly ContactKind[]
}

/** One turn of the coming week. */
export interface TurnReadiness {
  rota: Pick<Rota, 'id' | 'name' | 'timeZone'>
  user: UserId
  start: Date
  /** The missing part; null for somebody who is ready. */
  because: string | null
}

export interface Warning extends TurnReadiness {
  /** Said once under this name. */
  name: string
  /** They have just joined. */
  isJoined: boolean
  owner: UserId | null
}

export type Readiness = ReturnType<typeof createReadiness>

/** Milliseconds for which a new member of a rota is told that they are not ready. */
const newFor = 7 * day

export function createReadiness({ db, clock, policy, people, kinds }: ReadinessParts) {
  const { requiredFor, checkBefore } = policy.contacts
  const isOn = canBeReady(kinds) && requiredFor.length > 0

  async function because(user: UserId): Promise<string | null> {
    const { methods, rules } = await waysTo(db, user)
    const usable = methods.map(({ kind }) => kind).filter((kind) => kinds.includes(kind))
    return notReadyBecause(usable, kindsIn(rules ?? policy.contacts.defaultRules))
  }

  /** Every turn that is going on or begins within `within`, in the roles that need ready people. */
  async function turns(within: number): Promise<TurnReadiness[]> {
    if (!isOn) return []
    const now = clock.now()
    // A turn that begins just then counts: the look comes at that very time.
    const until = new Date(+now + within + 1)
    const known = new Map<UserId, Promise<string | null>>()
    const found: TurnReadiness[] = []
    for (const id of await rotaIds(db)) {
      const state = await requireRota(db, id)
      if (!isRequired(state.rota.role)) continue
      for (const { user, start: from, shift, cover } of turnTimeline(state, now, until)) {
        // A turn under way keeps the time it began: its name has to stay the same.
        const start = (cover ?? shift)?.start ?? from
        const reason = known.get(user) ?? because(user)
        known.set(user, reason)
        found.push({ rota: state.rota, user, start, because: await reason })
      }
    }
    return found.toSorted((a, b) => +a.start - +b.start)
  }

  function isRequired(role: string): boolean {
    return requiredFor.some((one) => role === one || role.startsWith(`${one}:`))
  }

  /** New members of rotas who are not ready. */
  async function newcomers(): Promise<TurnReadiness[]> {
    if (!isOn) return []
    const now = clock.now()
    const found: TurnReadiness[] = []
    for (const id of await rotaIds(db)) {
      const state = await requireRota(db, id)
      if (!isRequired(state.rota.role)) continue
      for (const { user, joinedAt } of state.rota.members) {
        if (+now - +joinedAt > newFor || !isMember(state, user)) continue
        found.push({ rota: state.rota, user, start: joinedAt, because: await because(user) })
      }
    }
    return found
  }

  /** The person who answers for a rota: the squad's manager, else who looks after Muster. */
  async function ownerOfRota(rota: string): Promise<UserId | null> {
    const squad = policy.squads[rota.replace(/^sem:/, '')]
    const named = (rota.startsWith('sem:') ? squad?.manager : null) ?? policy.keeper
    const [found] = named === null ? [] : await people.resolve([named])
    return found ?? (await lastReading(db))?.owner ?? null
  }

  /** Warnings that are due now, each named so that it is said once. */
  async function warnings(): Promise<Warning[]> {
    const now = clock.now()
    const coming = (await turns(Math.max(0, ...checkBefore))).flatMap((turn) => {
      const passed = checkBefore.filter((before) => +turn.start - before <= +now)
      if (turn.because === null || passed.length === 0) return []
      return [
        { ...turn, isJoined: false, name: `unready:${turn.rota.id}:${+turn.start}:${Math.min(...passed)}` },
      ]
    })
    const fresh = (await newcomers())
      .filter(
        (one) =>
          one.because !== null &&
          !coming.some(({ user, rota }) => user === one.user && rota.id === one.rota.id),
      )
      .map((one) => ({ ...one, isJoined: true, name: `joined:${one.rota.id}:${+one.start}` }))
    return Promise.all(
      [...coming, ...fresh].map(async (one) => ({ ...one, owner: await ownerOfRota(one.rota.id) })),
    )
  }

  /** Ways of people in rotas that were found dead lately, for the owners of those rotas. */
  async function deadWays(): Promise<{ method: ContactMethod; rota: string; owner: UserId }[]> {
    const dead = await deadSince(db, new Date(+clock.now() - newFor))
    const found: { method: ContactMethod; rota: string; owner: UserId }[] = []
    for (const method of dead)
      for (const id of await rotaIdsOf(db, method.person)) {
        const owner = await ownerOfRota(id)
        if (owner === null) continue
        found.push({ method, rota: (await requireRota(db, id)).rota.name, owner })
      }
    return found
  }

  /** The run of `readiness:all`: wakes what tells those who have to hear. */
  async function look(): Promise<{ next: Date | null }> {
    if (kinds.length === 0) return { next: null }
    const now = clock.now()
    const when = { at: now, urgency: urgencies.talk }
    const told = [
      ...(await warnings()).flatMap(({ user, owner }) => [user, owner ?? user]),
      ...(await deadWays()).map(({ owner }) => owner),
    ]
    await wakeAll(
      db,
      [...new Set(told)].map((user) => [dueKey('contacts', user), when] as const),
    )
    const ahead = (await turns(8 * day)).flatMap(({ start }) =>
      checkBefore.map((before) => new Date(+start - before)).filter((at) => at > now),
    )
    return { next: earliest([...ahead, new Date(+now + hour)]) }
  }

  /** One light for a person: what is missing; null for who is ready or need not be. */
  async function lightOf(user: UserId): Promise<string | null> {
    return isOn ? because(user) : null
  }

  return { isOn, turns, warnings, deadWays, look, lightOf }
}
