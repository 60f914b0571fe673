/** Builds the parts of the rotas that people use: each part is a file beside this one, and callers take the part they need. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import type { WhoIsOnCall } from '#escalation/on-call-lookup.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import type { UserId } from '#incidents/incident.ts'
import type { PeopleService } from '#people/people-service.ts'
import { createShadows } from './shadow-service.ts'
import { createMonthWishes } from './month-wish-service.ts'
import { createCalendars } from './calendar-service.ts'
import { createHandOvers } from './hand-over-service.ts'
import type { RotaGatekeeper } from './permission-service.ts'
import { createRotaChanges, type RotaChangesParts } from './rota-changes-service.ts'
import { createRotaQuestions } from './rota-questions-service.ts'
import { createTestPages } from './test-page-service.ts'

export interface OnCallParts extends Pick<RotaChangesParts, 'isNamedFor' | 'undoFor'> {
  db: Db
  clock: Clock
  people: Pick<PeopleService, 'findAll'>
  incidents: Pick<IncidentService, 'act'>
  /** Looks up the people that the policy lists. */
  listed: Pick<WhoIsOnCall, 'at'>
  guard: RotaGatekeeper
  /** A secret outside the database, from which addresses of calendars are made. */
  calendarKey: string
}

/**
 * A rota is named by its id: `geoc`, `im` or `sem:<squad>`. A `key` identifies the submission: a second one with the same
 * key changes nothing and answers the same. Every part throws a Refusal with words for the person.
 */
export function createOnCall(parts: OnCallParts) {
  const { people } = parts
  async function namesOf(users: readonly UserId[]): Promise<(user: UserId) => string> {
    const known = await people.findAll(users)
    return (user) => known.get(user)?.name ?? user
  }
  const zoneOf = async (user: UserId) => (await people.findAll([user])).get(user)?.timeZone ?? 'UTC'
  const rotaChanges = createRotaChanges({ ...parts, zoneOf })
  return {
    rotas: createRotaQuestions({ ...parts, namesOf }),
    rotaChanges,
    handOvers: createHandOvers({ ...parts, changes: rotaChanges }),
    testPages: createTestPages(parts),
    calendars: createCalendars({ ...parts, namesOf }),
    shadows: createShadows(parts),
    monthWishes: createMonthWishes({ ...parts, namesOf }),
  }
}
