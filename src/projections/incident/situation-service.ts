/** Tells how an incident stands, for showing it, and where its people talk. */
import type { Clock } from '#clock.ts'
import { dueKey } from '#due/due-key.ts'
import type { Db } from '#db/database.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import { alertCount } from '#alerts/alert-list-lookup.ts'
import { type Story } from '#incidents/incident.ts'
import type { Words } from '#incidents/words.ts'
import { ladderNotes } from '#messages/incident/ladder-notes.ts'
import type { Situation } from '#messages/incident/situation.ts'
import type { PeopleService } from '#people/people-service.ts'
import { statesOf } from '#reconcile/slot-store.ts'
import { problemsIn, telling } from './problems.ts'

export interface SituationParts {
  db: Db
  clock: Clock
  words: Words
  escalation: Pick<EscalationService, 'pagedFor'>
  people: Pick<PeopleService, 'findAll'>
}

/** Reads the situation while `story` is still being read. */
export type SituationOf = (
  number: number,
  story: Story | Promise<Story>,
) => Promise<Situation & { room: string | null }>

export function createSituationOf({ db, clock, words, escalation, people }: SituationParts): SituationOf {
  return async (number, story) => {
    const [{ incident, events }, pages, slots, alerts] = await Promise.all([
      story,
      escalation.pagedFor(number),
      statesOf(db, dueKey('incident', number), [...telling, 'group']),
      alertCount(db, number),
    ])
    const problems = [...(await problemsIn(slots, people)), ...ladderNotes(events, incident.roles, words)]
    const room = slots.get('room')?.channel ?? slots.get('group')?.channel ?? null
    return { words, pages, problems, alerts, room, now: clock.now() }
  }
}
