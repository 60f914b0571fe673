/** Takes back the parts that people who left the company had in open incidents. */
import type { Clock } from '#clock.ts'
import type { Db, Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import { findPeople } from '#people/person-store.ts'
import { departure, peopleWithPart } from './departure.ts'
import type { IncidentService, Reactor } from './incident-service.ts'
import type { Incident, UserId } from './incident.ts'
import { openNumbers } from './incident-store.ts'

export interface LeaversParts {
  db: Db
  clock: Clock
  incidents: () => Pick<IncidentService, 'load' | 'lock' | 'record'>
}

export function createLeavers({ db, clock, incidents }: LeaversParts) {
  /** Everybody with a part in an open incident. */
  async function holders(): Promise<UserId[]> {
    return (await open()).flatMap(peopleWithPart)
  }

  async function personLeft(user: UserId): Promise<void> {
    for (const incident of await open()) {
      if (!peopleWithPart(incident).includes(user)) continue
      await transact(db, async (trx) => {
        await takeBack(trx, await incidents().lock(trx, incident.number), [user], clock.now())
      })
    }
  }

  /** Takes back a part from somebody who had left before they were given it, or while the incident was not worked on. */
  const reactor: Reactor = async (trx, { incident, events, now }) => {
    if (!events.some(({ type }) => gives.has(type))) return
    const known = await findPeople(trx, peopleWithPart(incident))
    const gone = [...known.values()].flatMap(({ id, active }) => (active ? [] : id))
    if (gone.length > 0) await takeBack(trx, await incidents().lock(trx, incident.number), gone, now)
  }

  async function takeBack(trx: Trx, locked: Incident, gone: readonly UserId[], now: Date): Promise<void> {
    const added = gone.flatMap((user) => departure(locked, user)).map((event) => ({ actor: null, event }))
    await incidents().record(trx, locked, added, now)
  }

  async function open(): Promise<Incident[]> {
    return Promise.all((await openNumbers(db)).map((number) => incidents().load(number)))
  }

  return { holders, personLeft, reactor }
}

/** Events that may give somebody a part. */
const gives: ReadonlySet<string> = new Set(['role given', 'role offered', 'reopened'])
