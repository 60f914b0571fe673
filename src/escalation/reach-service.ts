/** Whether pages reach their people: delivered, refused, not heard, or the person has left. */
import type { UserId } from '#incidents/incident.ts'
import type { SlotState } from '#reconcile/slot.ts'
import { type Climb, type Progress, refused, sent, silenced } from './climb.ts'
import type { Climbing, ClimbingParts } from './climbing-service.ts'
import { incidentsAsking } from './escalation-store.ts'
import { isWaitedFor } from './page.ts'
import type { ShownPage } from './page-view.ts'
import { batchName } from './batch.ts'
import { saveSilence } from './silence-store.ts'

export function createReach({ db, clock }: ClimbingParts, { change }: Climbing) {
  /** The person was deactivated: nobody waits for them any longer. */
  async function personLeft(user: UserId): Promise<void> {
    const now = clock.now()
    for (const number of await incidentsAsking(db, user)) {
      await change(number, (climb) => refused(climb, user, 'deactivated', now))
    }
  }

  /** Takes in whether Slack has shown the person these pages, or refuses to. */
  async function delivered(
    user: UserId,
    shown: readonly ShownPage[],
    states: ReadonlyMap<string, SlotState>,
  ): Promise<void> {
    const now = clock.now()
    for (const { id, incident, status, batch } of shown) {
      const state = states.get(batchName(batch))
      if (status !== 'queued' || !state) continue
      const code = state.refused
      if (code !== null)
        await change(incident, (climb) => (holds(climb, id) ? refused(climb, user, code, now) : same(climb)))
      else if (state.done && state.ts !== null)
        await change(incident, (climb) => (holds(climb, id) ? sent(climb, id, now) : same(climb)))
    }
  }

  /** Takes in until when the person hears nothing: a level that nobody hears is waited for one minute. */
  async function knowSilence(user: UserId, until: Date | null): Promise<void> {
    const now = clock.now()
    await saveSilence(db, user, until, now)
    const isOn = until !== null && until > now
    for (const number of await incidentsAsking(db, user)) {
      await change(number, (climb) => same(silenced(climb, user, isOn)))
    }
  }

  return { personLeft, delivered, knowSilence }
}

function holds(climb: Climb, page: string): boolean {
  return climb.pages.some((one) => one.id === page && isWaitedFor(one))
}

function same(climb: Climb): Progress {
  return { climb, news: [] }
}
