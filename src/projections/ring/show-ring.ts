/** The run of `ring:<page>`: decides which ways ring for a page now, and wakes each. None waits for another. */
import { deadBecause } from '#contacts/dead-code.ts'
import { markRetired } from '#contacts/contact-store.ts'
import type { RuleBounds } from '#contacts/contact.ts'
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import { type Wake, wakeAll, withoutRow } from '#due/due-store.ts'
import { Refusal } from '#errors.ts'
import type { EscalationService } from '#escalation/escalation-service.ts'
import { isWaitedFor } from '#escalation/page.ts'
import { planRing, type RingTry } from '#escalation/ring-plan.ts'
import { mayRing } from '#outbound/attempt.ts'
import type { WayDrivers } from '#outbound/drivers/ways.ts'
import { urgencies } from '#urgency.ts'
import { attemptOf, ringView, type RingView, tryKey } from './show-ring-view.ts'

export interface ShowRingParts {
  db: Db
  clock: Clock
  escalation: Pick<EscalationService, 'acknowledge'>
  ways: WayDrivers
  bounds: RuleBounds
  publicUrl: string | null
}

export function createShowRing({ db, clock, escalation, ways, bounds, publicUrl }: ShowRingParts) {
  return async function showRing(id: string): Promise<{ next: Date | null }> {
    for (;;) {
      const view = await ringView(db, id, bounds, ways)
      if (view === null) return { next: null }
      if ((await tookReceipt(view)) || (await retired(view))) continue
      const now = clock.now()
      const plan = planRing(view.situation, now)
      const going = plan.ring.flatMap((one) => goingOn(view, one, now))
      const asleep = await withoutRow(
        db,
        going.map(([key]) => key),
      )
      await wakeAll(db, [
        ...plan.ring.flatMap((one) => wakeOf(view, one, now)),
        ...going.filter(([key]) => asleep.has(key)),
        ...plan.end.flatMap((one) => endOf(view, one, now)),
        ...repliesOf(view, now),
      ])
      return { next: plan.next }
    }
  }

  function wakeOf({ situation }: RingView, one: RingTry, at: Date): [string, Wake][] {
    if (attemptOf(situation, one) !== undefined) return []
    return [[tryKey(situation.page.id, one), { at, urgency: urgencies.page }]]
  }

  /**
   * A try that is on its way has a row with a time of its own, and one that fails waits ever longer: waking it would undo
   * both. Only one that lost its row, as after an update, is woken.
   */
  function goingOn({ situation }: RingView, one: RingTry, now: Date): [string, Wake][] {
    const attempt = attemptOf(situation, one)
    const at = attempt?.status === 'planned' ? now : (attempt?.nextAt ?? null)
    return at === null ? [] : [[tryKey(situation.page.id, one), { at, urgency: urgencies.page }]]
  }

  function endOf({ situation }: RingView, one: RingTry, at: Date): [string, Wake][] {
    const attempt = attemptOf(situation, one)
    if (!attempt || !mayRing(attempt, true)) return []
    return [[tryKey(situation.page.id, one), { at, urgency: urgencies.page }]]
  }

  /** Where no reply by SMS can be brought, the company is asked for them. */
  function repliesOf({ situation: { page, tries } }: RingView, at: Date): [string, Wake][] {
    const sent = tries.some(({ kind, attempt }) => kind === 'sms' && attempt.reference !== null)
    if (publicUrl !== null || !sent || !isWaitedFor(page)) return []
    return [[dueKey('replies', page.id), { at, urgency: urgencies.page }]]
  }

  /** A receipt that says "seen" is the person's own answer. True when it changed the page. */
  async function tookReceipt({ situation: { page, tries, isOpen } }: RingView): Promise<boolean> {
    const seen = tries.some(({ kind, attempt }) => kind === 'pushover' && attempt.status === 'answered')
    if (!seen || !(isWaitedFor(page) || (page.status === 'timed out' && isOpen))) return false
    try {
      await escalation.acknowledge(page.user, page.id)
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }

  /** Retires ways that their provider says are dead. The person hears of it once. */
  async function retired({ situation: { page, tries }, methods }: RingView): Promise<boolean> {
    const now = clock.now()
    let isNews = false
    for (const { method: id, kind, attempt } of tries) {
      const verifiedAt = methods.get(id)?.verifiedAt
      if (!verifiedAt || attempt.status !== 'failed' || attempt.statusAt < verifiedAt) continue
      if (deadBecause(kind, attempt.code) === null) continue
      if (!(await markRetired(db, id, attempt.code ?? '', now))) continue
      isNews = true
      const when = { at: now, urgency: urgencies.talk }
      await wakeAll(db, [
        [dueKey('contacts', page.user), when],
        [dueKey('readiness', 'all'), when],
      ])
    }
    return isNews
  }
}
