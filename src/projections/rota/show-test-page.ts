/** The run of `test-page:<user>`: shows a person the pages they sent to themselves. */
import type { Clock } from '#clock.ts'
import type { Db } from '#db/database.ts'
import { dueKey } from '#due/due-key.ts'
import type { RunContext } from '#due/runner.ts'
import type { UserId } from '#incidents/incident.ts'
import { testPage } from '#messages/oncall/test-page.ts'
import { reconcile } from '#reconcile/engine/reconcile.ts'
import type { SlackPort } from '#slack-port.ts'
import type { Slot } from '#reconcile/slot.ts'
import { urgencies } from '#urgency.ts'
import { testPages } from '#oncall/test-page-store.ts'
import { day } from '#time.ts'

const shownFor = day

export function createShowTestPage({ db, clock, slack }: { db: Db; clock: Clock; slack: SlackPort }) {
  return async function showTestPage(user: UserId, run: RunContext): Promise<{ next: Date | null }> {
    const tests = await testPages(db, user, new Date(+clock.now() - shownFor))
    const slots = tests.map(
      (test): Slot => ({
        kind: 'message',
        name: `test:${test.id}`,
        urgency: urgencies.page,
        channel: { person: user },
        message: testPage(test),
      }),
    )
    const { next } = await reconcile(dueKey('test-page', user), slots, { db, slack, clock, ...run })
    return { next }
  }
}
