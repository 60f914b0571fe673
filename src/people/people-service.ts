/** Keeps the people of the workspace: read once in full, then kept up to date by Slack's events. */
import { dueKey } from '#due/due-key.ts'
import { wake } from '#due/due-store.ts'
import type { Clock } from '#clock.ts'
import type { SlackPort } from '#slack-port.ts'
import type { Db, Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { day } from '#time.ts'
import { urgencies } from '#urgency.ts'
import { isFullMember, keeperIn, type Person, personFrom, type Keeper } from './person.ts'
import { allNames, findPeople, idsByEmail, saveAct, savePeople } from './person-store.ts'
import { readList } from '#lists/read-list.ts'
import { noteReading, ownTeam } from './workspace-store.ts'

/** The due key whose run reads the workspace's people. */

/** The time after which the whole list is read again, in milliseconds: events may be lost. */
const readAgainAfter = day

/** The time somebody is remembered without asking the database, in milliseconds: another process may hear that they changed. */
const rememberedFor = 60_000

export interface PeopleServiceParts {
  db: Db
  clock: Clock
  slack: SlackPort
  /** Told of people who did something, in its transaction. */
  heard?: (trx: Trx, people: readonly string[], now: Date) => Promise<void>
}

export type PeopleService = ReturnType<typeof createPeopleService>

export function createPeopleService({ db, clock, slack, heard = async () => {} }: PeopleServiceParts) {
  const lastActs = new Map<string, number>()
  const remembered = new Map<string, { person: Person; until: number }>()

  /** Reads everybody, and finds the owner of the workspace. Run of `people:all`. */
  async function readAll(): Promise<{ next: Date | null; keeper: string | null }> {
    const team = await ownTeam(db)
    const listed = await readList<{ keeper: Keeper | null }>(
      {
        key: `${dueKey('people', 'all')} users.list`,
        read: (place) => slack.call('users.list', { ...place }, urgencies.talk),
        none: { keeper: null },
        async take({ keeper }, page) {
          const members: unknown[] = Array.isArray(page['members']) ? page['members'] : []
          await savePeople(
            db,
            members.map((one) => personFrom(one, team)).filter((one) => one !== null),
            clock.now(),
          )
          remembered.clear()
          return { keeper: keeperIn([keeper, ...members], team) }
        },
      },
      { db, clock },
    )
    const now = clock.now().getTime()
    switch (listed.kind) {
      case 'listed':
        await noteReading(db, listed.found.keeper?.id ?? null, clock.now())
        await showAgain()
        return { next: new Date(now + readAgainAfter), keeper: listed.found.keeper?.id ?? null }
      case 'later':
        return { next: listed.at, keeper: null }
      default:
        return { next: new Date(now + 60_000), keeper: null }
    }
  }

  /** Ids of people named by id or e-mail address, in order; an unknown address is left out. */
  async function resolve(named: readonly string[]): Promise<string[]> {
    const byEmail = await idsByEmail(
      db,
      named.filter((one) => one.includes('@')).map((one) => one.toLowerCase()),
    )
    return named.flatMap((one) => (one.includes('@') ? (byEmail.get(one.toLowerCase()) ?? []) : one))
  }

  /** Takes in Slack's description of one person. */
  async function seen(user: unknown): Promise<Person | null> {
    const person = personFrom(user, await ownTeam(db))
    if (person) {
      const before = (await findPeople(db, [person.id])).get(person.id)
      await savePeople(db, [person], clock.now())
      remembered.delete(person.id)
      if (before === undefined || isFullMember(before) !== isFullMember(person)) await showAgain()
    }
    return person
  }

  /** Has the people on call and the mistakes of the policy shown again, by those who are there now. */
  async function showAgain(): Promise<void> {
    for (const key of [dueKey('oncall', 'today'), dueKey('keeper', 'daily')])
      await wake(db, key, { at: clock.now(), urgency: urgencies.talk })
  }

  /** Every click and command asks who it is, so a person read a moment ago is not read again. */
  async function find(id: string): Promise<Person | null> {
    const now = clock.now().getTime()
    const before = remembered.get(id)
    if (before && now < before.until) return before.person
    const person = (await findPeople(db, [id])).get(id) ?? null
    if (person) remembered.set(id, { person, until: now + rememberedFor })
    return person
  }

  /** Notes an act of the person, to the minute: hand-overs come on the minute, and a busy person costs one write in each. */
  async function acted(id: string, at: Date): Promise<void> {
    const minute = Math.floor(at.getTime() / 60_000)
    if (minute <= (lastActs.get(id) ?? 0)) return
    lastActs.set(id, minute)
    await transact(db, async (trx) => {
      await saveAct(trx, id, at)
      await heard(trx, [id], clock.now())
    })
  }

  return {
    readAll,
    acted,
    resolve,
    seen,
    find,
    /** Somebody about whom Slack has said nothing sees no more than a guest does. */
    isGuest: async (id: string): Promise<boolean> => (await find(id))?.guest ?? true,
    names: () => allNames(db),
    findAll: (ids: readonly string[]) => findPeople(db, ids),
  }
}
