/** Records if pages reach their people: delivered, refused, not heard, or the person has left. */
import type { Trx } from '#db/database.ts'
import { transact } from '#db/transact.ts'
import type { UserId } from '#incidents/incident.ts'
import type { SlotState } from '#reconcile/slot.ts'
import { type Climb, type ClimbProgress, refused, sent, silenced } from './climb.ts'
import type { Climbing, ClimbingParts } from './climbing-service.ts'
import { subjectsAsking, peopleAsked } from './escalation-store.ts'
import { isWaitedFor } from './page.ts'
import type { ShownPage } from './page-view.ts'
import { batchName } from './batch.ts'
import { firstSentIn } from './page-store.ts'
import { saveSilence } from './silence-store.ts'
import { isAlertGroup } from './subject.ts'

export function createReach(
  { db, clock }: ClimbingParts,
  { change }: Climbing,
  { heardFrom }: { heardFrom(trx: Trx, incident: number): Promise<void> },
) {
  /** Everybody whose answer to a page is waited for. */
  const holders = () => peopleAsked(db)

  /** Stops waiting for a person who was deactivated. */
  async function personLeft(user: UserId): Promise<void> {
    const now = clock.now()
    for (const subject of await subjectsAsking(db, user)) {
      await change(subject, (climb) => refused(climb, user, 'deactivated', now))
    }
  }

  /** Takes in that Slack has shown the person these pages, or refuses to. */
  async function delivered(
    user: UserId,
    shown: readonly ShownPage[],
    states: ReadonlyMap<string, SlotState>,
  ): Promise<void> {
    const now = clock.now()
    for (const { id, subject, status, batch } of shown) {
      const state = states.get(batchName(batch))
      if (status !== 'queued' || !state) continue
      const code = state.refused
      if (code !== null)
        await change(subject, (climb) => (holds(climb, id) ? refused(climb, user, code, now) : same(climb)))
      else if (state.done && state.ts !== null) {
        const ts = await sentTs(user, batch, state.ts, now)
        await change(subject, (climb) => (holds(climb, id) ? sent(climb, id, now, ts) : same(climb)))
        // They may have written before we knew that Slack had taken the page.
        if (!isAlertGroup(subject)) await transact(db, (trx) => heardFrom(trx, subject))
      }
    }
  }

  /** The time Slack took the page, by its own clock. Slack says so of a post; an edit came as much later as it did here. */
  async function sentTs(user: UserId, batch: number, posted: string, now: Date): Promise<string> {
    const known = await firstSentIn(db, user, batch, posted)
    const later = known === null ? 0 : now.getTime() - known.getTime()
    return later > 0 ? (Number(posted) + later / 1000).toFixed(6) : posted
  }

  /** Takes in the end of the person's silence: a level that nobody hears gets one minute at most. */
  async function knowSilence(user: UserId, until: Date | null): Promise<void> {
    const now = clock.now()
    await saveSilence(db, user, until, now)
    const isOn = until !== null && until > now
    for (const subject of await subjectsAsking(db, user)) {
      await change(subject, (climb) => same(silenced(climb, user, isOn)))
    }
  }

  return { holders, personLeft, delivered, knowSilence }
}

function holds(climb: Climb, page: string): boolean {
  return climb.pages.some((one) => one.id === page && isWaitedFor(one))
}

function same(climb: Climb): ClimbProgress {
  return { climb, news: [] }
}
