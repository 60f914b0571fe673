/** The run of `cadence:<number>`: reminds the people whose time has come, and shows followers what is new. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import type { IncidentService } from '#incidents/incident-service.ts'
import { fold } from '#incidents/evolve.ts'
import type { Words } from '#incidents/words.ts'
import type { Policy } from '#policy/policy.ts'
import { type Projection, reconcile } from '#reconcile/engine/reconcile.ts'
import type { SlackPort } from '#slack-port.ts'
import { statesOf } from '#reconcile/slot-store.ts'
import type { CadenceService } from '#reminders/cadence-service.ts'
import { earliest } from '#time.ts'
import { projectCadence } from './cadence-projection.ts'
import { nextOfferDue } from './role-projection.ts'

export interface ShowCadenceParts {
  db: Db
  clock: Clock
  slack: SlackPort
  incidents: Pick<IncidentService, 'events'>
  cadence: Pick<CadenceService, 'look' | 'remindersOf' | 'followersOf'>
  words: Words
  policy: Pick<Policy, 'severities'>
}

export function createShowCadence(parts: ShowCadenceParts) {
  const { db, clock, slack, incidents, cadence } = parts
  return async function showCadence(number: number, run: RunContext): Promise<{ next: Date | null }> {
    const due = await cadence.look(number)
    let offerDue: Date | null = null
    const wanted = async (): Promise<Projection> => {
      const [reminders, followers] = [await cadence.remindersOf(number), await cadence.followersOf(number)]
      const events = await incidents.events(number)
      const incident = fold(events)
      const shown = (await statesOf(db, dueKey('incident', number))).get('room')
      const room = shown?.refused ? null : (shown?.channel ?? null)
      const now = clock.now()
      offerDue = incident && nextOfferDue(incident, now)
      const context = { ...parts, reminders, followers, room, now }
      return (slots) => (incident ? projectCadence(incident, events, { ...context, slots }) : [])
    }
    const { next } = await reconcile(dueKey('cadence', number), wanted, { db, slack, clock, ...run })
    return { next: earliest([next, due.next, offerDue]) }
  }
}
