/** People who leave the workspace: their pages stop waiting for an answer, and their turns go to others. */
import type { Db } from '#db/database.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import type { PeopleService } from '#people/people-service.ts'
import type { Person } from '#people/person.ts'
import { members } from './oncall-store.ts'
import type { RotaChanges } from './rota-changes-service.ts'

export interface DepartureParts {
  db: Db
  people: Pick<PeopleService, 'seen' | 'findAll' | 'readAll'>
  escalation: Pick<EscalationService, 'personLeft'>
  changes: Pick<RotaChanges, 'personLeft'>
}

export type Departures = ReturnType<typeof createDepartures>

export function createDepartures({ db, people, escalation, changes }: DepartureParts) {
  /** Takes in Slack's record of one person, who may have been deactivated. */
  async function seen(user: unknown): Promise<Person | null> {
    const person = await people.seen(user)
    if (person && !person.active) {
      await escalation.personLeft(person.id)
      await changes.personLeft(person.id)
    }
    return person
  }

  /** Reads everybody, and gives away the turns of people deactivated without an event reaching us. */
  async function readAll(): ReturnType<PeopleService['readAll']> {
    const read = await people.readAll()
    const known = await people.findAll(await members(db))
    for (const person of known.values()) if (!person.active) await changes.personLeft(person.id)
    return read
  }

  return { seen, readAll }
}
