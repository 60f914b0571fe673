/** People who leave the workspace: nobody waits for their answer to a page any longer, and their turns go to others. Neither they nor new guests read calendars on. */
import type { Db } from '#db/database.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import type { PeopleService } from '#people/people-service.ts'
import type { Person } from '#people/person.ts'
import { members } from './oncall-store.ts'
import type { Calendars } from './calendar-service.ts'
import type { RotaChanges } from './rota-changes-service.ts'

export interface DepartureParts {
  db: Db
  people: Pick<PeopleService, 'seen' | 'findAll' | 'readAll'>
  escalation: Pick<EscalationService, 'personLeft'>
  changes: Pick<RotaChanges, 'personLeft'>
  calendars: Pick<Calendars, 'closeToOutsiders'>
}

export type Departures = ReturnType<typeof createDepartures>

export function createDepartures({ db, people, escalation, changes, calendars }: DepartureParts) {
  /** Takes in what Slack says of one person, who may have been deactivated. */
  async function seen(user: unknown): Promise<Person | null> {
    const person = await people.seen(user)
    if (person) await calendars.closeToOutsiders([person.id])
    if (person && !person.active) {
      await escalation.personLeft(person.id)
      await changes.personLeft(person.id)
    }
    return person
  }

  /** Reads everybody, and takes from those who were deactivated unheard what they had. */
  async function readAll(): ReturnType<PeopleService['readAll']> {
    const read = await people.readAll()
    await calendars.closeToOutsiders()
    const known = await people.findAll(await members(db))
    for (const person of known.values()) if (!person.active) await changes.personLeft(person.id)
    return read
  }

  return { seen, readAll }
}
