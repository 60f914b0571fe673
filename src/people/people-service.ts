/** Knowing the people of the workspace: read once in full, then kept by Slack's events. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { pagesOf, type SlackPort } from '#slack-port.ts'
import { day } from '#time.ts'
import { urgencies } from '#urgency.ts'
import { keeperIn, type Person, personFrom } from './person.ts'
import { allNames, findPeople, idsByEmail, saveDmChannel, savePeople } from './person-store.ts'
import { ownTeam } from './workspace-store.ts'

/** How often the whole list is read again, in milliseconds: events may be lost. */
const readAgainAfter = day

/** How long somebody is remembered without asking the database, in milliseconds: another process may hear that they changed. */
const rememberedFor = 60_000

export interface PeopleServiceParts {
  db: Db
  clock: Clock
  slack: SlackPort
  /** Who may be paged, as ids or e-mail addresses. */
  pageable: () => Promise<readonly string[]>
}

export type PeopleService = ReturnType<typeof createPeopleService>

export function createPeopleService({ db, clock, slack, pageable }: PeopleServiceParts) {
  const remembered = new Map<string, { person: Person; until: number }>()

  /** Reads everybody and opens missing direct messages; says whom the workspace belongs to. Run of `people:all`. */
  async function readAll(): Promise<{ next: Date | null; keeper: string | null }> {
    let keeper: { id: string } | null = null
    const now = clock.now()
    const team = await ownTeam(db)
    const read = (place: object) => slack.call('users.list', { limit: 200, ...place }, urgencies.talk)
    for await (const page of pagesOf(read)) {
      if (page.kind === 'later') return { next: page.at, keeper: null }
      if (page.kind !== 'ok') return { next: new Date(now.getTime() + 60_000), keeper: null }
      const members = Array.isArray(page.body['members']) ? page.body['members'] : []
      keeper = keeperIn([keeper, ...members], team)
      await savePeople(
        db,
        members.map((one) => personFrom(one, team)).filter((one) => one !== null),
        now,
      )
      remembered.clear()
    }
    const next = (await openDirectMessages()) ?? new Date(now.getTime() + readAgainAfter)
    return { next, keeper: keeper?.id ?? null }
  }

  /** Opens the direct messages of those who may be paged, so that a page is one call. Returns when to go on, if it must. */
  async function openDirectMessages(): Promise<Date | null> {
    const people = await findPeople(db, await resolve(await pageable()))
    for (const person of people.values()) {
      if (person.dmChannel !== null || !person.active) continue
      const opened = await slack.call('conversations.open', { users: person.id }, urgencies.talk)
      if (opened.kind === 'later') return opened.at
      const channel =
        opened.kind === 'ok' ? (opened.body['channel'] as { id?: unknown } | undefined)?.id : undefined
      if (typeof channel === 'string') await saveDmChannel(db, person.id, channel)
    }
    return null
  }

  /** Ids of people named by id or e-mail address, in order; an unknown address is left out. */
  async function resolve(named: readonly string[]): Promise<string[]> {
    const byEmail = await idsByEmail(
      db,
      named.filter((one) => one.includes('@')).map((one) => one.toLowerCase()),
    )
    return named.flatMap((one) => (one.includes('@') ? (byEmail.get(one.toLowerCase()) ?? []) : one))
  }

  /** Takes in what Slack says of one person. */
  async function seen(user: unknown): Promise<Person | null> {
    const person = personFrom(user, await ownTeam(db))
    if (person) {
      await savePeople(db, [person], clock.now())
      remembered.delete(person.id)
    }
    return person
  }

  /** Every click and command asks who it is, so whoever was read a moment ago is not read again. */
  async function find(id: string): Promise<Person | null> {
    const now = clock.now().getTime()
    const before = remembered.get(id)
    if (before && now < before.until) return before.person
    const person = (await findPeople(db, [id])).get(id) ?? null
    if (person) remembered.set(id, { person, until: now + rememberedFor })
    return person
  }

  return {
    readAll,
    resolve,
    seen,
    find,
    names: () => allNames(db),
    findAll: (ids: readonly string[]) => findPeople(db, ids),
  }
}
