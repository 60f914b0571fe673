/** Carries out `/incident repair`. */
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import type { Incident, UserId } from '#incidents/incident.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import type { PeopleService } from '#people/people-service.ts'
import { everythingWrongIn } from './problems.ts'
import type { RoomsService } from './rooms-service.ts'
import { statesOf } from '#reconcile/slot-store.ts'

export interface RepairParts {
  db: Db
  incidents: Pick<IncidentService, 'requireAllowed'>
  people: Pick<PeopleService, 'findAll'>
  rooms: Pick<RoomsService, 'repair'>
}

/**
 * Tells the problems of an incident in Slack, and has everything tried again. Throws a Refusal where that is not
 * allowed.
 */
export type Repair = (by: UserId, number: number) => Promise<{ incident: Incident; wrong: string[] }>

export function createRepairService({ db, incidents, people, rooms }: RepairParts): Repair {
  return async function repair(by, number) {
    const incident = await incidents.requireAllowed(by, number, 'repair')
    const wrong = await everythingWrongIn(await statesOf(db, dueKey('incident', number)), people)
    await rooms.repair(number)
    return { incident, wrong }
  }
}
